// What can be pressed below a question: answers large and full width, commands small and quiet, several answers with boxes.
import React from 'react';
import { buttonsOf, commandOf, isBotMessage, langOf } from './wire.js';

const h = React.createElement;
const hooks = () => window.WebChat.hooks;

/** Only the last message of the talk can be answered; what the person said since takes its buttons away. */
function useIsLast(activity) {
  const [activities] = hooks().useActivities();
  for (let i = activities.length - 1; i >= 0; i--) {
    const one = activities[i];
    if (one.type !== 'message') continue;
    return isBotMessage(one) && one.id === activity.id;
  }
  return false;
}

// The button that was pressed vanishes with its question. The focus goes on to the next question, or it would be lost.
let focusIsDue = false;

/** The next question that is shown takes the focus. */
export const focusNext = () => { focusIsDue = true; };

function useFocusWhenDue(isLast) {
  const ref = React.useRef();
  React.useEffect(() => {
    if (!isLast || !focusIsDue) return;
    focusIsDue = false;
    ref.current?.focus({ preventScroll: true });
  }, [isLast]);
  return ref;
}

/**
 * Brings what the bot said last to where it is read from: its first line to the top; at the very beginning the question and its answers
 * into sight, with as much of the greeting above as there is room for. Web Chat alone would stop at the end, or before the question.
 */
function useReadingPlace(ref, isLast) {
  const scrollTo = hooks().useScrollTo();
  React.useEffect(() => {
    if (!isLast) return undefined;
    let done = false;
    const stop = () => { done = true; };
    const place = () => {
      const view = ref.current?.closest('.webchat__basic-transcript__scrollable');
      if (done || !view) return;
      const all = [...view.querySelectorAll('.webchat__basic-transcript__activity')];
      const mine = ref.current.closest('.webchat__basic-transcript__activity');
      const said = all.slice(0, all.indexOf(mine)).map(a => a.querySelector('.webchat__stacked-layout--from-user') !== null).lastIndexOf(true);
      const from = view.getBoundingClientRect().top - view.scrollTop;
      const top = (said >= 0 ? all[said + 1] : mine).getBoundingClientRect().top - from - 8;
      const end = mine.getBoundingClientRect().bottom - from - view.clientHeight;
      scrollTo({ scrollTop: Math.max(0, said >= 0 ? top : Math.min(top, end)) }, { behavior: 'auto' });
    };
    // Web Chat moves by itself while the message grows; whoever scrolls or presses in the meantime is left alone, or the next press would miss.
    const events = ['wheel', 'touchmove', 'pointerdown', 'keydown'];
    events.forEach(e => document.addEventListener(e, stop, { passive: true, once: true }));
    const timers = [0, 150, 400].map(ms => setTimeout(place, ms));
    return () => {
      timers.forEach(clearTimeout);
      events.forEach(e => document.removeEventListener(e, stop));
    };
  }, [isLast]);
}

const group = (activity, ref) => ({ ref, tabIndex: -1, role: 'group', lang: langOf(activity.locale), 'aria-label': activity.channelData?.question?.heading ?? undefined });

export function Answers({ activity, words }) {
  const sendMessageBack = hooks().useSendMessageBack();
  const isLast = useIsLast(activity);
  const [pressed, setPressed] = React.useState(false);
  // Boxes stand in an attachment of their own and take the focus there.
  const ref = useFocusWhenDue(isLast && activity.channelData?.question?.kind !== 'multi');
  const place = React.useRef();
  useReadingPlace(place, isLast);
  const { answers, commands } = buttonsOf(activity);
  if (!isLast) return null;
  const send = action => {
    if (pressed) return;
    setPressed(true);
    focusNext();
    // A press that got lost may be made again.
    setTimeout(() => setPressed(false), 4000);
    sendMessageBack(action.value, action.text, action.displayText);
  };
  // Help now stands in the bar above, always; while it is not sure who looks, nothing but the question is shown.
  const hidden = activity.channelData?.question?.id === 'resume' ? commands.map(commandOf) : ['now', 'language'];
  const quiet = commands.filter(a => !hidden.includes(commandOf(a)));
  const short = answers.length > 6 && answers.every(a => a.title.length <= 8);
  return h('div', { ref: place }, h('div', { className: 'answers', ...group(activity, ref) },
    answers.length > 0 && h('ul', { className: `options${short ? ' short' : ''}` }, answers.map(a =>
      h('li', { key: a.value }, h('button', { type: 'button', className: 'option', disabled: pressed, onClick: () => send(a) }, a.text || a.title)))),
    quiet.length > 0 && h('ul', { className: 'commands', 'aria-label': words.other }, quiet.map(a =>
      h('li', { key: a.value }, h('button', { type: 'button', className: 'command', 'data-command': commandOf(a), onClick: () => send(a) }, a.title))))));
}

export function Choices({ activity, content, input, words }) {
  const sendMessageBack = hooks().useSendMessageBack();
  const isLast = useIsLast(activity);
  const [chosen, choose] = React.useState(input.value ? input.value.split(',') : []);
  const [sent, setSent] = React.useState(false);
  const ref = useFocusWhenDue(isLast);
  const toggle = value => choose(chosen.includes(value) ? chosen.filter(v => v !== value) : [...chosen, value]);
  const submit = action => {
    setSent(true);
    focusNext();
    setTimeout(() => setSent(false), 4000);
    const names = input.choices.filter(c => chosen.includes(c.value)).map(c => c.title).join('、') || words['chosen-none'];
    sendMessageBack({ ...action.data, choices: chosen.join(',') }, names, names);
  };
  // Answered: what was chosen stands in the person's own words below.
  if (!isLast) return null;
  return h('fieldset', { className: 'choices', disabled: sent, ref, tabIndex: -1, lang: langOf(activity.locale) },
    h('legend', null, words.choose),
    input.choices.map(choice => h('label', { key: choice.value },
      h('input', { type: 'checkbox', checked: chosen.includes(choice.value), onChange: () => toggle(choice.value) }), h('span', null, choice.title))),
    (content.actions ?? []).map(action => h('button', { key: action.title, type: 'button', className: 'button submit', onClick: () => submit(action) }, action.title)));
}
