// The staff routes that the signing module calls. Development only.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { toBase64Url } from '../src/protocol/base64url.ts';
import { concat } from '../src/protocol/bytes.ts';
import { encodeBody } from '../src/protocol/entry-envelope.ts';
import type { MockMeeting } from './mock-meeting.ts';
import { json, refuse } from './mock-server.ts';

const keys = new Map<string, string>();
const signed = new Set<string>();

/** A page that mounts the module, and proposals `MEETING--TYPE`. */
export function staffRoutes(meetings: Map<string, MockMeeting>, path: string, request: IncomingMessage, body: Record<string, never>, response: ServerResponse): boolean {
  if (path === '/staff-demo.html') {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
    response.end('<!doctype html><html lang="zh-CN"><meta name="viewport" content="width=device-width, initial-scale=1"><title>console</title><body style="margin:16px;font-family:sans-serif"><div id="module"></div><script type="module" src="/staff-demo.js"></script></body></html>');
    return true;
  }
  if (path === '/staff-demo.js') {
    response.writeHead(200, { 'Content-Type': 'text/javascript' });
    response.end(
      "import {mountKey,mountSigner} from '/client/staff-signing.js';const q=new URLSearchParams(location.search);const e=document.getElementById('module');const lang=q.get('lang')??'zh';if(q.get('proposal'))mountSigner(e,{proposalId:q.get('proposal'),lang});else mountKey(e,{account:'zuzhi01',suites:['SM2-SM3','P256-SHA256'],lang});",
    );
    return true;
  }
  if (path === '/api/staff/keys') {
    if (request.method === 'PUT') {
      keys.set(String(body['suite']), String(body['key']));
      response.writeHead(204).end();
    } else json(response, [...keys].map(([suite, key]) => ({ suite, key })));
    return true;
  }
  const match = /^\/api\/staff\/proposals\/([a-z0-9-]+?)--([a-z-]+)(\/signature)?$/.exec(path);
  const meeting = match === null ? undefined : meetings.get(match[1]!);
  if (match === null || meeting === undefined) return false;
  const id = `${match[1]}--${match[2]}`;
  if (match[3] !== undefined) {
    signed.add(id);
    json(response, { complete: match[2] === 'cards', index: 7 });
    return true;
  }
  const bytes = bodyOf(meeting, match[2]!);
  if (bytes === null) refuse(response, 'proposal-unknown', 404);
  else {
    const mine = match[2] === 'cards' ? 'issuer' : match[2] === 'attestation' ? 'officer-1' : 'organizer';
    const required = mine === 'organizer' && match[2] !== 'contests' ? [{ key: 'organizer', name: '组织人事处', signed: signed.has(id) }, { key: 'officer-1', name: '派驻纪检监察组', signed: false }] : [{ key: mine, name: '组织人事处', signed: signed.has(id) }];
    json(response, { id, meeting: meeting.id, suite: meeting.suite.name, type: match[2], manifestHash: toBase64Url(meeting.manifestHash), body: toBase64Url(bytes), required, mine });
  }
  return true;
}

function bodyOf(meeting: MockMeeting, type: string): Uint8Array | null {
  const nonce = new Uint8Array(16);
  const pks = concat(...meeting.cards.map(({ pk }) => Uint8Array.from(Buffer.from(pk, 'base64url'))).sort(Buffer.compare));
  switch (type) {
    case 'manifest':
      return encodeBody('manifest', meeting.manifestBody());
    case 'contests':
      return encodeBody('contests', meeting.contestsBody());
    case 'cards':
      return encodeBody('cards', { nonce, class: 'B', category: 'B', contests: ['P1', 'P2'], cards: pks });
    case 'cards-voided':
      return encodeBody('cards-voided', { nonce, reason: 'not-handed-out', cards: pks.slice(0, 65 * 4) });
    case 'opened':
      return encodeBody('opened', { nonce, h: meeting.h ?? pks.slice(0, 65), contests: meeting.suite.hash(meeting.last('contests')!), size: meeting.log.length, root: meeting.root(), attendance: meeting.attendance(), announced: true });
    case 'closed':
      return encodeBody('closed', meeting.closedBody());
    case 'cancelled':
      return encodeBody('cancelled', { nonce, reason: 'quorum', text: '实到 39 人，不足应到的三分之二。' });
    case 'attestation':
      return encodeBody('attestation', { nonce, verdict: 'verified', size: meeting.log.length, root: meeting.root(), text: '全部检查通过。' });
    default:
      return null;
  }
}
