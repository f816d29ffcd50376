// What the wire says, in the words of this folder. A button's value is "t=…;n=…;c={command};…" (src/Tsunagu.BotCore/Messages/ButtonToken.cs).
const part = (value, name) => typeof value === 'string' ? value.split(';').find(p => p.startsWith(`${name}=`))?.slice(name.length + 1) : undefined;

export const commandOf = action => part(action.value, 'c');

/** The button of a command that stands on no message, such as a language, made from a message's place in the talk. */
export const commandValue = (data, command, argument) =>
  `t=${data.talk};n=${data.turn};c=${command}${argument ? `;a=${argument}` : ''};v=${data.handbookVersion}`;

export const isBotMessage = activity => activity.type === 'message' && activity.from?.role === 'bot';

/** Answers and commands apart; commands in the order in which they came. */
export function buttonsOf(activity) {
  const all = activity.channelData?.buttons ?? [];
  return { answers: all.filter(a => !commandOf(a)), commands: all.filter(commandOf) };
}

/** Takes the buttons out of Web Chat's hands: it would show them small, in a row above the box for writing. */
export function takeButtons(activity) {
  const actions = activity.suggestedActions?.actions;
  if (!actions || activity.from?.role === 'user') return activity;
  return { ...activity, suggestedActions: undefined, channelData: { ...activity.channelData, buttons: actions } };
}

/** HTML knows no plain Japanese. */
export const langOf = tag => tag === 'ja-simple' ? 'ja' : tag;

export const webChatLocale = tag => ({ ja: 'ja-JP', 'ja-simple': 'ja-JP', en: 'en-US', 'zh-Hans': 'zh-CN', ko: 'ko-KR', vi: 'vi-VN' })[tag] ?? 'ja-JP';
