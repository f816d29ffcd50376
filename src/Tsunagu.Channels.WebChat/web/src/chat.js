// Bot Framework Web Chat, customised where its documentation says so: style options, middleware for activities, attachments and the store.
// Its minimal bundle draws no cards, so ours are drawn here. The page calls window.tsunaguChat(…).
import React from 'react';
import ReactDOM from 'react-dom';
import { Answers, focusNext } from './answers.js';
import { Card } from './cards.js';
import { Says } from './says.js';
import { styleOptions } from './style.js';
import { isBotMessage, takeButtons, webChatLocale } from './wire.js';

window.React = React;
window.ReactDOM = ReactDOM;

const h = React.createElement;
const ADAPTIVE = 'application/vnd.microsoft.card.adaptive';

/**
 * Shows a talk in an element.
 * @param talk what is kept of the talk: id, token
 * @param watermark where to begin to read; the start when empty
 * @param focus true when the first question that is shown takes the focus
 * @param on told of what happens: message(activity, token), status(connection status)
 * @returns send(value, text), event(name), show(words, locale), end()
 */
window.tsunaguChat = ({ element, talk, watermark, locale, words, focus, on }) => {
  const { createDirectLine, createStore, ReactWebChat } = window.WebChat;
  const directLine = createDirectLine({
    token: talk.token, domain: `${location.origin}/v3/directline`,
    ...(talk.begun ? { conversationId: talk.id, watermark } : { conversationStartProperties: { locale } }),
  });
  // An ending is told as a status too; the error that comes with it is no news.
  const status = directLine.connectionStatus$.subscribe(value => on.status(value), () => {});
  // Heard before Web Chat queues them: what was erased must be gone at once.
  directLine.activity$ = directLine.activity$.map(takeButtons).do(activity => on.message(activity, directLine.token));
  if (focus) focusNext();
  const store = createStore();

  // Words may change while the talk goes on; the middleware must not, or Web Chat draws everything anew.
  const current = { words };
  const attachmentMiddleware = () => next => request => {
    const { activity, attachment } = request;
    if (attachment.contentType === ADAPTIVE) return h(Card, { activity, content: attachment.content, words: current.words });
    if (attachment.contentType === 'text/plain' && activity.from.role === 'bot') return h(Says, { activity, text: attachment.content });
    return next(request);
  };
  const activityMiddleware = () => next => request => {
    const render = next(request);
    const { activity } = request;
    if (!render || !isBotMessage(activity) || !activity.channelData?.buttons) return render;
    return (...rest) => h(React.Fragment, null, render(...rest), h(Answers, { activity, words: current.words }));
  };
  const activityStatusMiddleware = () => next => request =>
    request.sendState === 'sent' || request.activity.from.role === 'bot' ? false : next(request);
  // The reader's live region is told what stands below the words.
  const attachmentForScreenReaderMiddleware = () => next => request => {
    if (request.attachment?.contentType !== ADAPTIVE) return next(request);
    const { body, actions = [] } = request.attachment.content;
    const input = body.find(e => e.type === 'Input.ChoiceSet');
    const lines = input ? [current.words.choose] : [...body.filter(e => e.text).map(e => e.text), ...actions.map(a => a.title)];
    return () => h('p', null, lines.join(' '));
  };

  const draw = (tag, given) => {
    current.words = given;
    ReactDOM.render(h(ReactWebChat, {
      directLine, store, activityMiddleware, activityStatusMiddleware, attachmentMiddleware, attachmentForScreenReaderMiddleware, styleOptions,
      locale: webChatLocale(tag), userID: 'person', role: 'region', overrideLocalizedStrings: { TEXT_INPUT_PLACEHOLDER: given['send-box'] },
    }), element);
  };
  draw(locale, words);
  return {
    send: (value, text) => store.dispatch({ type: 'WEB_CHAT/SEND_MESSAGE_BACK', payload: { value, text, displayText: text } }),
    show: draw,
    end() {
      status.unsubscribe();
      directLine.end();
      ReactDOM.unmountComponentAtNode(element);
    },
  };
};
