// Bot Framework Web Chat with our own drawing of cards: its minimal bundle has none.
import React from 'react';
import ReactDOM from 'react-dom';
import { card } from './cards.js';

window.React = React;
window.ReactDOM = ReactDOM;

const style = {
  primaryFont: "'Noto Sans JP', -apple-system, BlinkMacSystemFont, sans-serif",
  backgroundColor: '#f8f8fb', accent: '#0017c1', botAvatarInitials: undefined,
  bubbleBorderRadius: 12, bubbleFromUserBorderRadius: 12, bubbleBorderWidth: 0, bubbleFromUserBorderWidth: 0,
  bubbleFromUserBackground: '#0017c1', bubbleFromUserTextColor: '#ffffff', bubbleMaxWidth: 560, bubbleAttachmentMaxWidth: 560,
  paddingRegular: 12, timestampFormat: 'absolute', groupTimestamp: false, hideUploadButton: true,
  suggestedActionLayout: 'flow', suggestedActionBorderRadius: 8, suggestedActionBorderColor: '#0017c1', suggestedActionTextColor: '#0017c1', suggestedActionHeight: 44,
};

window.tsunaguChat = (element, token, words) => {
  const domain = `${location.origin}/v3/directline`;
  const { createDirectLine, ReactWebChat } = window.WebChat;
  const directLine = createDirectLine({ token, domain, conversationStartProperties: { locale: 'ja' } });
  const attachmentMiddleware = () => next => request =>
    request.attachment.contentType === 'application/vnd.microsoft.card.adaptive' ? card(request.attachment.content, words) : next(request);
  ReactDOM.render(React.createElement(ReactWebChat, {
    directLine, attachmentMiddleware, styleOptions: style, locale: 'ja-JP', userID: 'person',
    overrideLocalizedStrings: { TEXT_INPUT_PLACEHOLDER: words.sendBox },
  }), element);
};
