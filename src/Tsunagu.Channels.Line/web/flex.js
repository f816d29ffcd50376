// Draws LINE's Flex containers as far as this bot uses them. Text goes in as text only.

const tag = (name, className, text) => {
  const element = document.createElement(name);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
};

function actionElement(action, className, onTap, text) {
  if (action.type === 'uri') {
    const link = tag('a', className, text ?? action.label);
    link.href = action.uri;
    if (!action.uri.startsWith('tel:')) { link.target = '_blank'; link.rel = 'noreferrer'; }
    return link;
  }
  const button = tag('button', className, text ?? action.label);
  button.type = 'button';
  button.addEventListener('click', () => onTap(action));
  return button;
}

function component(part, onTap) {
  const margin = part.margin ? ` m-${part.margin}` : '';
  switch (part.type) {
    case 'text': {
      const element = part.action
        ? actionElement(part.action, `row ${part.size ?? 'md'}${margin}`, onTap, part.text)
        : tag('p', `${part.size ?? 'md'}${margin}`, part.text);
      element.style.color = part.color ?? '';
      if (part.weight === 'bold') element.style.fontWeight = '700';
      return element;
    }
    case 'button': {
      const element = actionElement(part.action, `tap ${part.style ?? 'link'}${margin}`, onTap);
      if (part.style === 'primary') element.style.backgroundColor = part.color ?? '#06c755';
      return element;
    }
    case 'separator':
      return tag('hr', margin.trim());
    default:
      return box(part, '', onTap);
  }
}

function box(part, className, onTap) {
  const element = tag('div', `box ${className}`);
  if (part.backgroundColor) element.style.backgroundColor = part.backgroundColor;
  for (const inner of part.contents ?? []) element.append(component(inner, onTap));
  return element;
}

function bubble(contents, onTap) {
  const element = tag('section', 'flex');
  for (const block of ['header', 'body', 'footer'])
    if (contents[block]) element.append(box(contents[block], block, onTap));
  return element;
}

/** The element of a Flex message. */
export function flex(contents, onTap) {
  if (contents.type !== 'carousel') return bubble(contents, onTap);
  const element = tag('div', 'carousel');
  element.tabIndex = 0;
  for (const one of contents.contents) element.append(bubble(one, onTap));
  return element;
}

export { tag, actionElement };
