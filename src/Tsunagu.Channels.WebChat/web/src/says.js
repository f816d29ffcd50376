// What the bot says: short lines instead of one block, the question large, how far it is as a bar. Text is text: nothing in it is markup.
import React from 'react';
import { langOf } from './wire.js';

const h = React.createElement;

export function Says({ activity, text }) {
  const { kind, question } = activity.channelData ?? {};
  const lines = text.split('\n').filter(line => line.trim().length > 0);
  const heading = (question?.heading ?? '').split('\n');
  const hint = (question?.hint ?? '').split('\n');
  const className = line => heading.includes(line) ? 'ask' : hint.includes(line) ? 'hint' : undefined;
  return h('div', { className: `says ${kind ?? ''}`, lang: langOf(activity.locale) },
    question?.steps > 0 && h('progress', { value: question.step, max: Math.max(question.steps, question.step), 'aria-hidden': true }),
    lines.map((line, i) => h('p', { key: i, className: className(line) }, callable(line))));
}

// 119 and 110 can be pressed wherever they are named.
const callable = line => line.split(/(?<![0-9-])(110|119)(?![0-9-])/).map((part, i) => i % 2 ? h('a', { key: i, className: 'tel', href: `tel:${part}` }, part) : part);
