// Microsoft's Direct Line client, unchanged, against the host: node talk.mjs http://127.0.0.1:port → one line of JSON with what was seen.
import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
const XMLHttpRequest = require('xhr2');
const WebSocket = require('ws');
globalThis.XMLHttpRequest = XMLHttpRequest;
globalThis.WebSocket = WebSocket;
const { DirectLine, ConnectionStatus } = require('botframework-directlinejs');

const base = process.argv[2];
const domain = `${base}/v3/directline`;
const say = value => process.stdout.write(`${JSON.stringify(value)}\n`);
const fail = reason => { say({ error: String(reason?.stack ?? reason) }); process.exit(1); };
setTimeout(() => fail('nothing came for 60 s'), 60000).unref();

const token = (await (await fetch(`${domain}/tokens/generate`, { method: 'POST', headers: { origin: base } })).json()).token;
let heard = [];
let waiting = [];
let current;
function listen(line) {
  current = line;
  line.activity$.subscribe(activity => {
    if (activity.type !== 'message' || activity.from.role === 'user') return;
    heard.push(activity);
    waiting = waiting.filter(w => !w());
  }, error => { if (line === current) fail(error); });
}
// A question that stands: its turn is newer than the one given.
const question = after => new Promise(resolve => {
  const look = () => {
    const last = heard.filter(a => a.channelData?.question).at(-1);
    if (!last || last.channelData.turn <= after) return false;
    resolve(last);
    return true;
  };
  if (!look()) waiting.push(look);
});
const post = (line, activity) => new Promise((resolve, reject) => line.postActivity({ from: { id: 'person' }, locale: 'ja', ...activity }).subscribe(resolve, reject));

let line = new DirectLine({ domain, token, webSocket: true });
const statuses = [];
line.connectionStatus$.subscribe(status => statuses.push(ConnectionStatus[status]));
listen(line);
let now = await question(0);
const first = now.channelData.question.id;

// One activity, sent twice with the same clientActivityID: the talk goes on by one question.
const press = (question, wish) => {
  const multi = question.channelData.question.kind === 'multi';
  if (multi) {
    const submit = question.attachments.at(-1).content.actions[0].data;
    return { type: 'message', value: { ...submit, choices: [wish ?? question.channelData.question.options[0].id].join(',') } };
  }
  const action = question.suggestedActions.actions.find(a => a.value.includes(`;o=${wish};`)) ?? question.suggestedActions.actions[0];
  return { type: 'message', text: action.text, value: action.value };
};
const once = { ...press(now, 'self'), channelData: { clientActivityID: 'twice-1' } };
const ids = [await post(line, structuredClone(once)), await post(line, structuredClone(once))];
const second = await question(now.channelData.turn);
await new Promise(resolve => setTimeout(resolve, 300));
const turnAfterTwice = heard.filter(a => a.channelData?.question).at(-1).channelData.turn;

// Away and back: what is read on begins after the watermark.
const conversation = line.conversationId;
const watermark = line.watermark;
current = undefined;
line.end();
heard = [];
line = new DirectLine({ domain, token: line.token, conversationId: conversation, watermark, webSocket: true });
listen(line);
await new Promise((resolve, reject) => line.connectionStatus$.subscribe(status => { if (status === ConnectionStatus.Online) resolve(); }, reject));
await post(line, press(second, '30-39'));
now = await question(second.channelData.turn);
const again = heard.filter(a => a.channelData?.turn <= second.channelData.turn).length;

// To the end: the first answer, and 「お金」 where there is a choice of several.
for (let step = 0; step < 15 && !heard.some(a => a.channelData?.services); step++) {
  const turn = now.channelData.turn;
  await post(line, press(now, { ward: 'sakyo', groups: 'money' }[now.channelData.question.id]));
  now = await question(turn);
}
const result = heard.find(a => a.channelData?.services);
say({
  first, ids, second: second.channelData.question.id, steps: turnAfterTwice - 1, again, statuses,
  open: result?.channelData.services[0]?.open?.state, reachable: result?.channelData.services[0]?.phones?.length > 0,
});
process.exit(0);
