import { HubConnectionBuilder, LogLevel } from '@microsoft/signalr';

/** Tells a trustee's page that the log has grown. Pushes only hasten things: the page also asks every few seconds. */
export function watchLog(token: string, changed: () => void): () => void {
  const connection = new HubConnectionBuilder().withUrl('/hub/meeting', { withCredentials: false }).configureLogging(LogLevel.None).build();
  let stopped = false;
  const connect = async (): Promise<void> => {
    for (let pause = 1000; !stopped; pause = Math.min(pause * 2, 30_000)) {
      try {
        await connection.start();
        await connection.invoke('WatchTrustee', token);
        changed();
        return;
      } catch {
        await connection.stop().catch(() => undefined);
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
  };
  connection.on('LogChanged', changed);
  connection.onclose(() => {
    if (!stopped) void connect();
  });
  void connect();
  return () => {
    stopped = true;
    void connection.stop().catch(() => undefined);
  };
}
