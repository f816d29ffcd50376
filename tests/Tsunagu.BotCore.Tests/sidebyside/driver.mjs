// Runs every script in ./scripts and ./differences through the official Bot Builder for JavaScript and prints, as one JSON object,
// what each turn led to: { "<folder>/<script>": [ { status, result, error, messages } ] }. The C# side does the same with our core.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { buildDialog, show } from './dialogs.mjs';

const require = createRequire(import.meta.url);
const { BotAdapter, ConversationState, MemoryStorage, TurnContext } = require('botbuilder-core');
const { DialogSet, DialogTurnStatus } = require('botbuilder-dialogs');

class CollectingAdapter extends BotAdapter {
  sent = [];

  async sendActivities(_context, activities) {
    this.sent.push(...activities);
    return activities.map((_, i) => ({ id: `sent-${i}` }));
  }

  async run(activity, logic) {
    await this.runMiddleware(new TurnContext(this, activity), logic);
  }
}

// What a person would see of an activity: the rest (ids, addresses) is the adapter's.
function seen(activity) {
  const actions = (list) => (list ?? []).map((a) => `${a.type}:${a.title}=${show(a.value)}`);
  const message = { type: activity.type, text: activity.text || null, hint: activity.inputHint ?? null };
  if (activity.suggestedActions) message.buttons = actions(activity.suggestedActions.actions);
  if (activity.attachments?.length) {
    message.cards = activity.attachments.map((a) => ({ type: a.contentType, text: a.content?.text || null, buttons: actions(a.content?.buttons) }));
  }
  return message;
}

async function runScript(script) {
  const storage = new MemoryStorage();
  const turns = [];
  for (const [number, input] of script.turns.entries()) {
    // Everything anew in each turn, so that a talk lives in its stored state alone.
    const state = new ConversationState(storage);
    const dialogs = new DialogSet(state.createProperty('dialogs'));
    script.dialogs.filter((d) => !(d.until < number)).forEach((d) => dialogs.add(buildDialog(d)));
    const adapter = new CollectingAdapter();
    const turn = typeof input === 'string' ? { text: input } : input;
    const activity = {
      type: turn.type ?? 'message', id: `in-${number}`, channelId: script.channel ?? 'test', locale: script.locale,
      text: turn.text, name: turn.name, value: turn.value,
      from: { id: 'person' }, recipient: { id: 'bot' }, conversation: { id: 'talk' },
    };
    const outcome = { status: null, result: null, error: null };
    try {
      await adapter.run(activity, async (context) => {
        const dc = await dialogs.createContext(context);
        let result;
        if (turn.do === 'cancelAll') result = await dc.cancelAllDialogs();
        else if (turn.do === 'reprompt') { await dc.repromptDialog(); result = { status: dc.activeDialog ? DialogTurnStatus.waiting : DialogTurnStatus.empty }; }
        else if (turn.do === 'replace') result = await dc.replaceDialog(turn.id);
        else {
          result = await dc.continueDialog();
          if (turn.do === 'begin') result = await dc.beginDialog(turn.id);
          else if (result.status === DialogTurnStatus.empty) result = await dc.beginDialog(script.root ?? 'main');
        }
        outcome.status = result.status;
        outcome.result = show(result.result);
        await state.saveChanges(context);
      });
    } catch (e) {
      outcome.status = null;
      outcome.result = null;
      outcome.error = /^boom/.test(e.message) ? e.message : 'error';
    }
    turns.push({ ...outcome, messages: adapter.sent.map(seen) });
  }
  return turns;
}

const results = {};
for (const name of ['scripts', 'differences']) {
  const folder = new URL(`./${name}/`, import.meta.url);
  for (const file of readdirSync(folder).filter((f) => f.endsWith('.json')).sort()) {
    results[`${name}/${file}`] = await runScript(JSON.parse(readFileSync(new URL(file, folder), 'utf8')));
  }
}
process.stdout.write(JSON.stringify(results));
