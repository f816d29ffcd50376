// Web Chat's look through its own style options; colours are the names of site.css, so that dark and high contrast follow.
export const styleOptions = {
  primaryFont: 'var(--font-family-sans)', monospaceFont: 'var(--font-family-mono)', fontSizeSmall: '.875rem',
  backgroundColor: 'var(--ground)', subtle: 'var(--ink-soft)', accent: 'var(--main)',
  paddingRegular: 16, paddingWide: 20, transitionDuration: '.2s',
  avatarSize: 0, botAvatarInitials: undefined, userAvatarInitials: undefined,
  bubbleBackground: 'transparent', bubbleTextColor: 'var(--ink)', bubbleBorderWidth: 0, bubbleMinHeight: 0, bubbleMaxWidth: 672, bubbleMinWidth: 0,
  bubbleAttachmentMaxWidth: 672, bubbleAttachmentMinWidth: 0,
  bubbleFromUserBackground: 'var(--main-faint)', bubbleFromUserTextColor: 'var(--ink)', bubbleFromUserBorderRadius: 16, bubbleFromUserBorderWidth: 1,
  bubbleFromUserBorderColor: 'var(--line)', bubbleFromUserMaxWidth: 480, messageActivityWordBreak: 'break-word',
  autoScrollSnapOnPage: true, autoScrollSnapOnPageOffset: 0, hideUploadButton: true, scrollToEndButtonBehavior: false, groupTimestamp: false,
  sendBoxBackground: 'var(--paper)', sendBoxTextColor: 'var(--ink)', sendBoxPlaceholderColor: 'var(--ink-soft)', sendBoxButtonColor: 'var(--main)',
  sendBoxHeight: '3rem', sendBoxBorderTop: '1px solid var(--line)', sendBoxTextWrap: true, sendBoxMaxHeight: '8rem',
  sendTimeout: 20000, spinnerAnimationBackgroundImage: 'none', typingAnimationBackgroundImage: 'none',
  transcriptOverlayButtonBackground: 'var(--paper)', transcriptOverlayButtonColor: 'var(--link)',
  transcriptOverlayButtonBackgroundOnFocus: 'var(--paper)', transcriptOverlayButtonColorOnFocus: 'var(--link)',
  transcriptOverlayButtonBackgroundOnHover: 'var(--main-faint)', transcriptOverlayButtonColorOnHover: 'var(--link)',
  toasterMaxHeight: 64, notificationText: 'var(--ink)',
};
