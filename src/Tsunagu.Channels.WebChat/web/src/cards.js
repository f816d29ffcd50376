// Draws the Adaptive Cards that this service makes (src/Tsunagu.Channels.WebChat/Mapping): texts, facts, links, boxes to tick.
import React from 'react';

const h = React.createElement;
const safe = /^(https?|tel|sms|mailto):/i;

export const card = (content, words) => h(Card, { content, words });

function Card({ content, words }) {
  const input = content.body.find(element => element.type === 'Input.ChoiceSet');
  if (input) return h(Choices, { content, input, words });
  return h('article', { className: 'card' },
    content.body.map(element => h(Element, { key: element.id, element })),
    content.actions && h('p', { className: 'card-actions' }, content.actions.filter(action => safe.test(action.url)).map(action =>
      h('a', { key: action.url, href: action.url, className: action.style === 'positive' ? 'call' : 'link', target: /^http/i.test(action.url) ? '_blank' : undefined, rel: 'noopener noreferrer' }, action.title))));
}

function Element({ element }) {
  if (element.type === 'FactSet') {
    return h('dl', null, element.facts.map((fact, i) => h('div', { key: i }, h('dt', null, fact.title), h('dd', null, fact.value))));
  }
  return h(element.style === 'heading' ? 'h3' : 'p', { className: `card-${element.id}` }, element.text);
}

function Choices({ content, input, words }) {
  const send = window.WebChat.hooks.useSendMessageBack();
  const [chosen, choose] = React.useState(input.value ? input.value.split(',') : []);
  const [sent, setSent] = React.useState(false);
  const toggle = value => choose(chosen.includes(value) ? chosen.filter(v => v !== value) : [...chosen, value]);
  const submit = action => {
    setSent(true);
    const names = input.choices.filter(c => chosen.includes(c.value)).map(c => c.title).join('、') || words.none;
    send({ ...action.data, choices: chosen.join(',') }, names, names);
  };
  return h('fieldset', { className: 'card choices', disabled: sent },
    h('legend', null, words.choose),
    input.choices.map(choice => h('label', { key: choice.value },
      h('input', { type: 'checkbox', checked: chosen.includes(choice.value), onChange: () => toggle(choice.value) }), choice.title)),
    (content.actions || []).map(action => h('button', { key: action.title, type: 'button', onClick: () => submit(action) }, action.title)));
}
