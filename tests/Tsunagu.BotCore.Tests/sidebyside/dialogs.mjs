// Builds Bot Builder dialogs from the script language of README.md.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { MessageFactory } = require('botbuilder-core');
const { ChoicePrompt, ComponentDialog, ConfirmPrompt, Dialog, ListStyle, TextPrompt, WaterfallDialog } = require('botbuilder-dialogs');

/** A value as text, the same on both sides; nothing and an empty object are the same (an ADR row). */
export function show(value) {
  if (value === undefined || value === null) return 'null';
  if (typeof value === 'object' && 'index' in value && 'value' in value) return `${value.value}#${value.index}`;
  if (typeof value === 'object') return Object.keys(value).length === 0 ? 'null' : JSON.stringify(value);
  return String(value);
}

const fill = (text, words) => text.replace(/\{([a-zA-Z.]+)\}/g, (all, name) => (name in words ? words[name] : all));
const wordsOf = (step) => ({
  result: show(step.result), options: show(step.options), reason: step.reason, index: String(step.index),
  ...Object.fromEntries(Object.entries(step.values).map(([k, v]) => [`v.${k}`, show(v)])),
});
const literal = (value, words, step) => (value === '{result}' ? step.result : typeof value === 'string' ? fill(value, words) : value);
const waiting = () => Dialog.EndOfTurn;

function promptOptions(p, words) {
  const options = { validations: p.validations };
  if (p.text !== undefined) options.prompt = MessageFactory.text(fill(p.text, words));
  if (p.hint !== undefined) options.prompt.inputHint = p.hint;
  if (p.retry !== undefined) options.retryPrompt = MessageFactory.text(fill(p.retry, words));
  if (p.choices) options.choices = p.choices.map((c) => (typeof c === 'string' ? { value: c } : structuredClone(c)));
  if (p.style) options.style = ListStyle[p.style];
  return options;
}

async function runOps(ops, step) {
  for (const op of ops) {
    const words = wordsOf(step);
    if ('send' in op) await step.context.sendActivity(fill(op.send, words));
    else if ('typing' in op) await step.context.sendActivity({ type: 'typing' });
    else if ('set' in op) for (const [k, v] of Object.entries(op.set)) step.values[k] = literal(v, words, step);
    else if ('if' in op) {
      const branch = words.result === op.if ? op.then : op.else;
      if (branch) { const done = await runOps(branch, step); if (done) return done; }
    }
    else if ('prompt' in op) return step.prompt(op.prompt.id, promptOptions(op.prompt, words));
    else if ('begin' in op) return step.beginDialog(op.begin, literal(op.options, words, step));
    else if ('replace' in op) return step.replaceDialog(op.replace, literal(op.options, words, step));
    else if ('next' in op) return step.next(literal(op.next, words, step));
    else if ('nextTwice' in op) { await step.next('once'); return step.next('twice'); }
    else if ('end' in op) return step.endDialog(literal(op.end, words, step));
    else if ('cancelAll' in op) return step.cancelAllDialogs(op.cancelAll === 'parents', op.event, op.value);
    else if ('reprompt' in op) { await step.repromptDialog(); return waiting(); }
    else if ('throw' in op) throw new Error(fill(op.throw, words));
    else if ('wait' in op) return waiting();
    else throw new Error(`unknown op ${JSON.stringify(op)}`);
  }
  return undefined;
}

function validatorOf(rule) {
  if (!rule) return undefined;
  return async (p) => {
    const words = { attempt: String(p.attemptCount), value: show(p.recognized.value), validations: show(p.options.validations), succeeded: String(p.recognized.succeeded) };
    let valid = p.recognized.succeeded;
    if (rule.minLength) valid = valid && p.recognized.value.length >= rule.minLength;
    if (rule.not) valid = valid && show(p.recognized.value) !== rule.not;
    if (rule.acceptAfter && p.attemptCount >= rule.acceptAfter) valid = true;
    if (rule.upper && valid) p.recognized.value = p.recognized.value.toUpperCase();
    if (rule.remember) { words.before = show(p.state.before); p.state.before = show(p.recognized.value); }
    if (rule.says && !valid) await p.context.sendActivity(fill(rule.says, words));
    if (rule.always) await p.context.sendActivity(fill(rule.always, words));
    return valid;
  };
}

/** A component that looks at the person's words before its inner dialogs do. */
class InterruptedComponent extends ComponentDialog {
  constructor(d) { super(d.id); this.d = d; }

  async onContinueDialog(innerDc) {
    const ops = (this.d.interrupt ?? {})[(innerDc.context.activity.text ?? '').toLowerCase()];
    for (const op of ops ?? []) {
      if ('send' in op) await innerDc.context.sendActivity(op.send);
      else if ('wait' in op) return waiting();
      else if ('cancelAll' in op) return innerDc.cancelAllDialogs(op.cancelAll === 'parents', op.event);
      else if ('reprompt' in op) { await innerDc.repromptDialog(); return waiting(); }
      else if ('begin' in op) return innerDc.beginDialog(op.begin);
      else if ('replace' in op) return innerDc.replaceDialog(op.replace);
      else if ('end' in op) return innerDc.endDialog(op.end);
      else throw new Error(`unknown op ${JSON.stringify(op)}`);
    }
    return super.onContinueDialog(innerDc);
  }

  async onEndDialog(context, _instance, reason) {
    if (this.d.tells) await context.sendActivity(`${this.id}: end ${reason}`);
  }

  async onRepromptDialog(context) {
    if (this.d.tells) await context.sendActivity(`${this.id}: reprompt`);
  }

  async onPreBubbleEvent(_dc, e) {
    return (this.d.handles ?? []).includes(e.name);
  }
}

/** A dialog of the bare base class that tells what it is called with; "done" ends it. */
class TellingDialog extends Dialog {
  constructor(d) { super(d.id); this.d = d; }

  async tell(context, words) { await context.sendActivity(`${this.id}: ${words}`); }

  async beginDialog(dc, options) { await this.tell(dc.context, `begin ${show(options)}`); return waiting(); }

  async continueDialog(dc) {
    if (dc.context.activity.text === 'done') return dc.endDialog(`${this.id} done`);
    if (dc.context.activity.text === 'base') return super.continueDialog(dc);
    if (dc.context.activity.text?.startsWith('begin ')) return dc.beginDialog(dc.context.activity.text.slice(6));
    await this.tell(dc.context, `continue ${dc.context.activity.type}`);
    return waiting();
  }

  async resumeDialog(dc, reason, result) {
    await this.tell(dc.context, `resume ${reason} ${show(result)}`);
    return this.d.base ? super.resumeDialog(dc, reason, result) : waiting();
  }

  async repromptDialog(context) { await this.tell(context, 'reprompt'); }

  async endDialog(context, _instance, reason) { await this.tell(context, `end ${reason}`); }

  async onPreBubbleEvent(_dc, e) { return (this.d.handles ?? []).includes(e.name); }
}

export function buildDialog(d) {
  switch (d.type) {
    case 'waterfall': return new WaterfallDialog(d.id, d.steps.map((ops) => async (step) => (await runOps(ops, step)) ?? waiting()));
    case 'text': return new TextPrompt(d.id, validatorOf(d.validator));
    case 'choice': {
      const prompt = new ChoicePrompt(d.id, validatorOf(d.validator), d.locale);
      if (d.style) prompt.style = ListStyle[d.style];
      if (d.recognizer) prompt.recognizerOptions = structuredClone(d.recognizer);
      if (d.words) prompt.choiceOptions = d.words;
      return prompt;
    }
    case 'confirm': {
      const prompt = new ConfirmPrompt(d.id, validatorOf(d.validator), d.locale);
      if (d.style) prompt.style = ListStyle[d.style];
      if (d.choices) prompt.confirmChoices = d.choices.map((c) => ({ value: c }));
      if (d.words) prompt.choiceOptions = d.words;
      return prompt;
    }
    case 'telling': return new TellingDialog(d);
    case 'component': {
      const component = new InterruptedComponent(d);
      d.dialogs.forEach((inner) => component.addDialog(buildDialog(inner)));
      if (d.initial) component.initialDialogId = d.initial;
      return component;
    }
    default: throw new Error(`unknown dialog type ${d.type}`);
  }
}
