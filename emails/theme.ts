/**
 * The look of every mail. Mail clients read no custom properties and drop most style sheets, so these values are written
 * inline, and the sheet below only switches to the dark palette and to narrow screens where a client allows it.
 */
export const color = {
  paper: '#FAF9F5',
  sheet: '#FFFEFC',
  ink: '#1F242B',
  soft: '#4A525C',
  rule: '#DAD8CF',
  edge: '#80868D',
  accent: '#1B4A7A',
  tint: '#E7EDF3',
  onAccent: '#FFFEFC',
  signal: '#A5281B',
} as const;

export type Palette = Readonly<Record<keyof typeof color, string>>;

export const dark: Palette = {
  paper: '#15181C',
  sheet: '#1D2127',
  ink: '#E9E6DE',
  soft: '#BDBFC0',
  rule: '#363C44',
  edge: '#858D96',
  accent: '#9FC4EA',
  tint: '#22303F',
  onAccent: '#10202F',
  signal: '#F2A191',
};

// Unquoted, because React would write each quote as six characters.
const serif = 'Georgia,Times New Roman,serif';
const sans = 'Segoe UI,Helvetica,Arial,sans-serif';

export const font = {
  title: `normal 36px/42px ${serif}`,
  heading: `bold 22px/28px ${serif}`,
  subheading: `bold 18px/26px ${serif}`,
  mark: `bold 18px/24px ${serif}`,
  next: `bold 20px/28px ${serif}`,
  text: `18px/28px ${serif}`,
  italic: `italic 18px/28px ${serif}`,
  ui: `16px/24px ${sans}`,
  uiStrong: `bold 16px/24px ${sans}`,
  note: `15px/22px ${sans}`,
  noteStrong: `bold 15px/22px ${sans}`,
  footer: `14px/22px ${sans}`,
} as const;

/** The column a letter is set in, in pixels, and the margin beside its text. */
export const WIDTH = 600;
export const MARGIN = 40;

/** An envelope's inside, in pixels: its border adds two. */
export const ENVELOPE = { width: 44, height: 28, gap: 8 } as const;

/**
 * Each class names what it colours, and each inline colour comes with its class. What is left to the eye (envelopes, strokes,
 * the space between items) stands only here: a mail that loses it loses no word. Phones below 360 px get smaller envelopes,
 * so that seven of them never make the page scroll sideways.
 */
export const styleSheet = `
:root{color-scheme:light dark;supported-color-schemes:light dark}
body{margin:0;padding:0;-webkit-text-size-adjust:100%}
table{border-collapse:collapse}
sup{font-size:13px;font-weight:bold;line-height:0}
li{margin:0 0 6px}
.env{width:${ENVELOPE.width}px;height:${ENVELOPE.height}px;border:1px solid ${color.edge};border-radius:2px}
.gap{width:${ENVELOPE.gap}px}
.flap{width:0;height:0;border:solid transparent;border-width:${ENVELOPE.height / 2}px ${ENVELOPE.width / 2}px 0;mso-hide:all}
.fullflap{border-top-color:${color.sheet}}
.openflap{border-top-color:${color.rule}}
.strokes{width:47px;margin-left:-3px;border-collapse:separate;border-spacing:3px 0}
.stroke{width:6px;height:12px;border:1px solid ${color.accent}}
.dashed{border-style:dashed}
.full{background-color:${color.accent};border-color:${color.accent}}
@media (max-width:620px){
.pad{padding-left:20px!important;padding-right:20px!important}
.title{font-size:30px!important;line-height:36px!important}
.half{display:block!important;width:auto!important}
.env{width:38px}.gap{width:6px}.flap{border-left-width:19px;border-right-width:19px}
}
@media (max-width:359px){
.env{width:32px}.gap{width:5px}.flap{border-left-width:16px;border-right-width:16px}
}
@media (prefers-color-scheme:dark){
.paper{background-color:${dark.paper}!important}
.sheet{background-color:${dark.sheet}!important;border-color:${dark.rule}!important}
.tint{background-color:${dark.tint}!important}
.ink{color:${dark.ink}!important}
.soft{color:${dark.soft}!important}
.link{color:${dark.accent}!important}
.signal{color:${dark.signal}!important}
.line{border-color:${dark.rule}!important}
.edge{border-color:${dark.edge}!important}
.accent,.stroke{border-color:${dark.accent}!important}
.warn{border-color:${dark.signal}!important}
.full{background-color:${dark.accent}!important;border-color:${dark.accent}!important}
.fullflap{border-top-color:${dark.onAccent}!important}
.openflap{border-top-color:${dark.rule}!important}
.button{background-color:${dark.accent}!important;color:${dark.onAccent}!important}
}`;
