// Draws the Adaptive Cards that this service makes (src/Tsunagu.Channels.WebChat/Mapping): windows, schemes, boxes to tick.
import React from 'react';
import { Choices } from './answers.js';

const h = React.createElement;
const safe = /^(https?|tel|sms|mailto):/i;
const web = /^http/i;

export function Card({ activity, content, words }) {
  const input = content.body.find(element => element.type === 'Input.ChoiceSet');
  if (input) return h(Choices, { activity, content, input, words });
  const [kind, id] = (content.id ?? '').split(':');
  const actions = (content.actions ?? []).filter(action => safe.test(action.url));
  return h('article', { className: `card ${kind}` },
    // Whom to call and whether they answer now comes before all that explains it.
    content.body.filter(first).map(element => h(Element, { key: element.id, element })),
    (actions.length > 0 || content.opens) && h('ul', { className: 'ways' },
      actions.map(action => h('li', { key: action.url }, way(action, words))),
      // A closed door leads somewhere: the next opening as a file, nothing kept here.
      content.opens && h('li', { key: 'calendar' }, h('a', { className: 'way', href: `/results/calendar?w=${encodeURIComponent(id)}&next=1&lang=${activity.locale}` }, words.calendar))),
    content.body.filter(element => !first(element)).map(element => h(Element, { key: element.id, element })));
}

const first = element => element.style === 'heading' || element.id.startsWith('state-') || ['badge', 'subtitle'].includes(element.id);

function way(action, words) {
  if (action.style === 'positive') return h('a', { href: action.url, className: 'button call' }, action.title);
  return h('a', { href: action.url, className: 'way', target: web.test(action.url) ? '_blank' : undefined, rel: 'noopener noreferrer' },
    action.title, web.test(action.url) && h('span', { className: 'visually-hidden' }, words['new-page']));
}

function Element({ element }) {
  if (element.type === 'FactSet') {
    return h('dl', null, element.facts.map((fact, i) => h('div', { key: i }, h('dt', null, fact.title), h('dd', null, fact.value))));
  }
  if (element.style === 'heading') return h('h3', null, element.text);
  if (element.id.startsWith('state-')) return h('p', null, h('span', { className: `state ${element.id.slice('state-'.length)}` }, element.text));
  if (element.id === 'badge') return h('p', null, h('span', { className: 'badge' }, element.text));
  return h('p', { className: element.id }, element.text);
}
