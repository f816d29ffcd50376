// What the bot says: short lines instead of one block, the question large, how far it is as a bar. Text is text: nothing in it is markup.
import React from 'react';

const h = React.createElement;

export function Says({ activity, text }) {
  const { kind, question } = activity.channelData ?? {};
  const lines = text.split('\n').filter(line => line.trim().length > 0);
  const className = line => question && line === question.heading ? 'ask' : question && line === question.hint ? 'hint' : undefined;
  return h('div', { className: `says ${kind ?? ''}`, lang: langOf(activity.locale) },
    question?.steps > 0 && h('progress', { value: question.step, max: Math.max(question.steps, question.step), 'aria-hidden': true }),
    lines.map((line, i) => h('p', { key: i, className: className(line) }, line)));
}

const langOf = tag => tag === 'ja-simple' ? 'ja' : tag;
