import { type HubConnection, HubConnectionBuilder, HubConnectionState, LogLevel } from '@microsoft/signalr';
import { readRefusal } from './http.ts';
import { type ReceiptAnswer, readReceiptAnswer, readSnapshot, type Snapshot } from './messages.ts';
import { lost, type Outcome, ok } from './outcome.ts';
import { members } from './read.ts';

/** Milliseconds a cast over the hub may take before it counts as lost and the next attempt goes over HTTP. */
const CAST_TIMEOUT = 12_000;

/** The live connection of one page: pushes snapshots, and casts. Loaded after first paint. */
export interface MeetingHub {
  readonly connected: boolean;
  cast(ballot: string): Promise<Outcome<ReceiptAnswer>>;
  stop(): void;
}

export interface HubListeners {
  changed(snapshot: Snapshot): void;
  connection(up: boolean): void;
}

/** Connects and keeps connecting with growing pauses; a missed push costs nothing because `Watch` answers with the whole snapshot. */
export function openMeetingHub(meeting: string, listeners: HubListeners): MeetingHub {
  const connection: HubConnection = new HubConnectionBuilder()
    .withUrl('/hub/meeting', { withCredentials: false })
    .configureLogging(LogLevel.None)
    .build();
  let stopped = false;
  let pause = 1000;

  const take = (value: unknown): void => {
    try {
      const from = members(value);
      if (from['refusal'] === undefined) listeners.changed(readSnapshot(value));
    } catch (error) {
      console.warn(error instanceof Error ? error.message : 'snapshot');
    }
  };
  const connect = async (): Promise<void> => {
    while (!stopped) {
      try {
        await connection.start();
        take(await connection.invoke<unknown>('Watch', meeting));
        pause = 1000;
        listeners.connection(true);
        return;
      } catch {
        if (connection.state !== HubConnectionState.Disconnected) await connection.stop().catch(() => undefined);
        listeners.connection(false);
        await new Promise((resolve) => setTimeout(resolve, pause * (0.75 + Math.random() / 2)));
        pause = Math.min(pause * 2, 15_000);
      }
    }
  };

  connection.on('MeetingChanged', take);
  connection.onclose(() => {
    listeners.connection(false);
    if (!stopped) void connect();
  });
  void connect();

  return {
    get connected() {
      return connection.state === HubConnectionState.Connected;
    },
    async cast(ballot) {
      let timer: ReturnType<typeof setTimeout> | undefined;
      try {
        const late = new Promise<null>((resolve) => {
          timer = setTimeout(() => resolve(null), CAST_TIMEOUT);
        });
        const answer: unknown = await Promise.race([connection.invoke<unknown>('Cast', meeting, ballot), late]);
        if (answer === null) return lost;
        const refusal = members(answer)['refusal'];
        return refusal === undefined || refusal === null ? ok(readReceiptAnswer(answer)) : readRefusal(refusal);
      } catch {
        return lost;
      } finally {
        clearTimeout(timer);
      }
    },
    stop() {
      stopped = true;
      void connection.stop().catch(() => undefined);
    },
  };
}
