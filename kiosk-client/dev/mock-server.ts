// Serves the built pages with pretended meetings, for looking at every page and state. Development only: never shipped.
import { createReadStream, existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { extname, join, resolve } from 'node:path';
import { fromBase64Url, toBase64Url } from '../src/protocol/base64url.ts';
import { MockMeeting } from './mock-meeting.ts';
import { staffRoutes } from './mock-staff.ts';
import { trusteeRoutes } from './mock-trustees.ts';

const require = createRequire(join(process.cwd(), 'package.json'));
const { Server: WebSocketServer } = require('ws') as { Server: new (options: object) => Wss };
interface Socket {
  send(text: string): void;
  on(event: 'message' | 'close', listener: (data: Buffer) => void): void;
}
interface Wss {
  on(event: 'connection', listener: (socket: Socket) => void): void;
}

const port = Number(process.argv[2] ?? 5199);
const dist = resolve(process.argv[3] ?? 'dist');
const origin = `http://localhost:${port}`;
const meetings = new Map<string, MockMeeting>();
const sockets = new Set<{ socket: Socket; meeting: string }>();
export const faults = { castLost: 0, overloaded: 0, badReceipt: false, offline: false, auditLost: 0, badDirectory: false };

function addMeeting(meeting: MockMeeting): MockMeeting {
  meetings.set(meeting.id, meeting);
  meeting.onChange = () => {
    for (const { socket, meeting: id } of sockets) if (id === meeting.id) socket.send(`${JSON.stringify({ type: 1, target: 'MeetingChanged', arguments: [meeting.snapshot()] })}\u001e`);
  };
  return meeting;
}

const types: Record<string, string> = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.wasm': 'application/wasm' };
const policy =
  "default-src 'none'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; form-action 'self'; connect-src 'self'; img-src 'self' data: blob:; font-src 'self'; media-src 'self' blob: mediastream:; manifest-src 'self'; worker-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'";

function sendFile(response: ServerResponse, name: string): void {
  const file = join(dist, name);
  if (!existsSync(file)) return void response.writeHead(404).end();
  response.writeHead(200, { 'Content-Type': types[extname(file)] ?? 'application/octet-stream', 'Content-Security-Policy': policy, 'Cache-Control': 'no-cache' });
  if (extname(file) !== '.html') return void createReadStream(file).pipe(response);
  let html = '';
  createReadStream(file, 'utf8')
    .on('data', (part) => {
      html += part;
    })
    .on('end', () => response.end(html.replaceAll('="./', '="/client/')));
}

export const json = (response: ServerResponse, value: unknown, status = 200): void => {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(value));
};
export const refuse = (response: ServerResponse, code: string, status = 409): void => json(response, { type: 'about:blank', title: code, status, code, zh: '', en: '' }, status);

function castInto(meeting: MockMeeting, ballot: string): unknown {
  if (faults.overloaded > 0) {
    faults.overloaded--;
    return { refusal: { code: 'overloaded', zh: '', en: '', queue: 17 } };
  }
  const result = meeting.cast(fromBase64Url(ballot));
  if ('refusal' in result) return { refusal: { code: result.refusal, zh: '', en: '' } };
  if (faults.badReceipt) return { ...result, leaf: toBase64Url(new Uint8Array(32)) };
  return result;
}

const server = createServer((request, response) => void handle(request, response).catch((error: unknown) => response.writeHead(500).end(String(error))));

async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', origin);
  let text = '';
  for await (const part of request) text += String(part);
  const body = text === '' ? {} : (JSON.parse(text) as Record<string, never>);
  const path = url.pathname;
  if (path.startsWith('/dev/')) return dev(path.slice(5), body, response);
  if (faults.offline && (path.startsWith('/api/') || path.startsWith('/hub/'))) return void request.socket.destroy();
  if (path.startsWith('/client/')) return sendFile(response, path.slice(8));
  if (/^\/v\/[^/]+$/.test(path)) return sendFile(response, 'index.html');
  if (path === '/trustee') return sendFile(response, 'trustee.html');
  if (path.startsWith('/screen/')) return sendFile(response, 'screen.html');
  if (path.startsWith('/audit')) return sendFile(response, 'audit.html');
  if (path.startsWith('/check')) return sendFile(response, 'check.html');
  if (path.startsWith('/verify')) return sendFile(response, 'verify.html');
  if (path === '/hub/meeting/negotiate') {
    return json(response, { negotiateVersion: 1, connectionId: 'c', connectionToken: 't', availableTransports: [{ transport: 'WebSockets', transferFormats: ['Text'] }] });
  }
  if (trusteeRoutes(meetings, path, url, request, body, response) || staffRoutes(meetings, path, request, body, response)) return;
  const match = /^\/api\/meetings\/([^/]+)\/(\w+)(?:\/([^/]+))?$/.exec(path);
  const meeting = match === null ? undefined : meetings.get(match[1]!);
  if (meeting === undefined) return refuse(response, 'meeting-unknown', 404);
  const card = String(body['card']);
  switch (match![2]) {
    case 'public':
      return json(response, meeting.publicMeeting());
    case 'card': {
      const status = meeting.cardStatus(card);
      return status === null ? refuse(response, 'card-unknown', 404) : json(response, status);
    }
    case 'cast': {
      if (faults.castLost > 0) {
        faults.castLost--;
        meeting.cast(fromBase64Url(String(body['ballot'])));
        return void request.socket.destroy();
      }
      const answer = castInto(meeting, String(body['ballot'])) as { refusal?: { code: string } };
      return answer.refusal === undefined ? json(response, answer) : json(response, { ...answer.refusal, status: 409 }, 409);
    }
    case 'audit': {
      if (faults.auditLost > 0) {
        faults.auditLost--;
        meeting.audit(fromBase64Url(String(body['ballot'])));
        return void request.socket.destroy();
      }
      const answer = meeting.audit(fromBase64Url(String(body['ballot'])));
      return 'refusal' in answer ? refuse(response, answer.refusal) : json(response, answer);
    }
    case 'audited': {
      const found = meeting.audited(match![3] ?? '');
      return found === null ? refuse(response, 'audit-unknown', 404) : json(response, found);
    }
    case 'directory': {
      if (meeting.directory === null) return refuse(response, 'directory-unknown', 404);
      const bytes = faults.badDirectory ? Buffer.from(Buffer.from(meeting.directory).toString().replace('欧阳', '司马')) : meeting.directory;
      return void response.writeHead(200, { 'Content-Type': 'application/json' }).end(bytes);
    }
    case 'receipt': {
      const receipt = meeting.receipt(card);
      return receipt === null ? refuse(response, 'card-has-no-ballot', 404) : json(response, receipt);
    }
    case 'counted': {
      const proof = meeting.countedProof(card);
      return proof === null ? refuse(response, 'card-has-no-ballot', 404) : json(response, proof);
    }
    case 'consistency':
      return json(response, meeting.consistency(Number(body['from']), Number(body['to'])));
  }
  refuse(response, 'not-found', 404);
}

/** Switches for the driver: add a meeting, change its state, break something. */
function dev(verb: string, body: Record<string, never>, response: ServerResponse): void {
  const id = String(body['meeting']);
  const meeting = meetings.get(id);
  if (verb === 'add') {
    const added = addMeeting(new MockMeeting(id, body['options'] ?? {}));
    if (!body['bare']) added.prepare(12);
    return json(response, { cards: added.cardUrls(origin) });
  }
  if (verb === 'fault') {
    Object.assign(faults, body);
    return json(response, faults);
  }
  if (meeting === undefined) return refuse(response, 'meeting-unknown', 404);
  if (verb === 'prepare') meeting.prepare(Number(body['cards'] ?? 12));
  if (verb === 'open') meeting.open(body['h'] === undefined ? undefined : fromBase64Url(body['h']));
  if (verb === 'close') meeting.close();
  if (verb === 'cast-many') meeting.castMany(Number(body['count']));
  if (verb === 'tally') meeting.tally();
  if (verb === 'witness') meeting.witnessed = true;
  if (verb === 'cards') return json(response, { cards: meeting.cardUrls(origin) });
  if (verb === 'countdown') {
    meeting.closesAt = new Date(Date.now() + 30_000).toISOString().replace(/\.\d+Z/, 'Z');
    meeting.onChange();
  }
  if (verb === 'state') meeting.set(body['state']);
  if (verb === 'append') meeting.append(fromBase64Url(body['entry']));
  if (verb === 'result') meeting.append(displayed('result', body['body']));
  json(response, { state: meeting.state, size: meeting.log.length });
}

const wss = new WebSocketServer({ server, path: '/hub/meeting' });
wss.on('connection', (socket) => {
  const entry = { socket, meeting: '' };
  socket.on('close', () => sockets.delete(entry));
  socket.on('message', (data) => {
    for (const part of data.toString().split('\u001e').filter((one) => one !== '')) {
      const message = JSON.parse(part) as { protocol?: string; type?: number; target?: string; arguments?: string[]; invocationId?: string };
      if (message.protocol !== undefined) {
        socket.send('{}\u001e');
        continue;
      }
      if (message.type !== 1 || faults.offline) continue;
      const meeting = meetings.get(message.arguments?.[0] ?? '');
      let result: unknown = { refusal: { code: 'meeting-unknown', zh: '', en: '' } };
      if (message.target === 'WatchTrustee') result = null;
      if (message.target === 'Watch' && meeting !== undefined) {
        entry.meeting = meeting.id;
        sockets.add(entry);
        result = meeting.snapshot();
      }
      if (message.target === 'Cast' && meeting !== undefined) {
        if (faults.castLost > 0) {
          faults.castLost--;
          meeting.cast(fromBase64Url(message.arguments![1]!));
          continue;
        }
        result = castInto(meeting, message.arguments![1]!);
      }
      socket.send(`${JSON.stringify({ type: 3, invocationId: message.invocationId, result })}\u001e`);
    }
  });
});

server.listen(port, '127.0.0.1', () => console.log(`mock server on ${origin}`));

/** An entry in form only, for screens that display without verifying. */
function displayed(type: string, body: unknown): Uint8Array {
  const inner = Buffer.from(JSON.stringify(body)).toString('base64url');
  return new Uint8Array(Buffer.from(JSON.stringify({ type, body: inner, sigs: [] })));
}
