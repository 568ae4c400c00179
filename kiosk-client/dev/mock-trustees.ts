// The trustees' routes of the pretended server. Development only.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { fromBase64Url, toBase64Url } from '../src/protocol/base64url.ts';
import { equalBytes } from '../src/protocol/bytes.ts';
import { type MockMeeting, mixOf } from './mock-meeting.ts';
import { json, refuse } from './mock-server.ts';

/** The token of trustee I in meeting M is `M.I`. */
export function trusteeRoutes(meetings: Map<string, MockMeeting>, path: string, url: URL, request: IncomingMessage, body: Record<string, never>, response: ServerResponse): boolean {
  if (!path.startsWith('/api/trustee')) return false;
  const match = /^Bearer (.+)\.(\d+)$/.exec(request.headers.authorization ?? '');
  const meeting = match === null ? undefined : meetings.get(match[1]!);
  if (meeting === undefined) {
    refuse(response, 'token-unknown', 401);
    return true;
  }
  const index = Number(match![2]);
  if (path === '/api/trustee') {
    json(response, {
      meeting: meeting.id,
      title: meeting.title,
      suite: meeting.suite.name,
      marks: meeting.marks,
      index,
      name: meeting.trusteeNames[index - 1],
      trustees: meeting.trusteeNames.map((name, i) => ({ index: i + 1, name, hasKey: meeting.trusteeKeys[i] !== null })),
      threshold: 2,
      state: meeting.state,
      keyRegistered: meeting.trusteeKeys[index - 1] !== null,
      size: meeting.log.length,
      checkpoint: meeting.log.length === 0 ? null : meeting.checkpoint(),
      organizerFingerprint: toBase64Url(meeting.fingerprint),
      tallyCheckpoint: meeting.tallyCheckpoint(),
    });
  } else if (path === '/api/trustee/key') {
    const key = fromBase64Url(body['key'] as string);
    const known = meeting.trusteeKeys[index - 1] ?? null;
    if (known !== null && !equalBytes(known, key)) refuse(response, 'key-already-registered');
    else {
      meeting.trusteeKeys[index - 1] = key;
      response.writeHead(204).end();
    }
  } else if (request.method === 'POST') {
    const entry = fromBase64Url(body['entry'] as string);
    const known = meeting.log.findIndex((one) => equalBytes(one, entry));
    const mix = mixOf(entry);
    if (known < 0 && mix !== null && mix.mix !== meeting.nextMix(mix.contest)) refuse(response, 'mix-differs');
    else json(response, { index: known >= 0 ? known : meeting.append(entry) });
  } else {
    const from = Number(url.searchParams.get('from') ?? 0);
    json(response, { from, size: meeting.log.length, entries: meeting.log.slice(from).map(toBase64Url), checkpoint: meeting.log.length === 0 ? null : meeting.checkpoint() });
  }
  return true;
}
