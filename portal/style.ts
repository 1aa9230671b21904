import { overviewStyle } from './overview-style.ts';
import { submissionStyle } from './submission-style.ts';

/** The portal's style sheet; a string, since the build copies no other files. Colours have a contrast of 4.5 and more on their ground. */
export const style = `
:root { --ink: #1c2430; --soft: #4b5563; --line: #d5dbe3; --paper: #fff; --ground: #f4f6f9; --accent: #1f4e79; --late: #b42318; --soon: #8a5300; --good: #1a6b3c; }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif; overflow-wrap: anywhere; }
a { color: var(--accent); }
:focus-visible { outline: 3px solid #c77700; outline-offset: 2px; }
.skip { position: absolute; left: -9999px; }
.skip:focus { left: 8px; top: 8px; padding: 8px 12px; background: var(--paper); z-index: 1; }
header { background: var(--paper); border-top: 4px solid var(--accent); border-bottom: 1px solid var(--line); }
header > div, main, footer { max-width: 860px; margin: 0 auto; padding: 14px 20px; position: relative; }
header p { margin: 0; }
.plan { font-weight: 600; padding-right: 90px; }
.plan a { color: inherit; text-decoration: none; }
.who { margin-top: 6px !important; font-weight: 600; color: var(--accent); }
.language { position: absolute; right: 20px; top: 10px; padding: 8px 0; font-size: .875rem; }
.soft { color: var(--soft); font-size: .9rem; font-weight: 400; }
main { padding-bottom: 40px; }
footer { color: var(--soft); font-size: .875rem; border-top: 1px solid var(--line); }
h1 { margin: 8px 0 16px; font-size: 1.35rem; line-height: 1.35; }
h2 { margin: 26px 0 10px; font-size: 1.08rem; }
h1.done { color: var(--good); }
h1 .count { vertical-align: middle; }
.count { display: inline-block; min-width: 28px; padding: 0 8px; border-radius: 14px; background: var(--line); text-align: center; font-size: .875rem; }
.overdue h2, .returned h2, .late { color: var(--late); }
.dueSoon h2 { color: var(--soon); }
.tasks { list-style: none; margin: 0; padding: 0; background: var(--paper); border: 1px solid var(--line); border-radius: 10px; }
.tasks li + li { border-top: 1px solid var(--line); }
.tasks a, .tasks div { display: grid; grid-template-columns: 3.2rem minmax(0, 1fr) minmax(0, 15rem); gap: 2px 14px; padding: 13px 16px; color: inherit; text-decoration: none; min-height: 48px; }
.tasks a:hover .title { text-decoration: underline; }
.number { font-weight: 600; color: var(--soft); }
.title { font-weight: 600; }
.standing { text-align: right; font-size: .9375rem; }
.overdue .standing, .returned .standing { color: var(--late); }
details.ended { margin-top: 26px; }
summary { cursor: pointer; padding: 12px 0; min-height: 44px; font-weight: 600; color: var(--accent); }
.notice { background: #fff4e0; border: 1px solid #e5b567; border-radius: 8px; padding: 10px 14px; }
.back { margin: 0; }
.back a { display: inline-block; padding: 10px 0; }
dl { margin: 0; background: var(--paper); border: 1px solid var(--line); border-radius: 10px; padding: 4px 16px; }
dl div { display: grid; grid-template-columns: 13rem minmax(0, 1fr); gap: 0 16px; padding: 9px 0; }
dl div + div { border-top: 1px solid #e8ecf1; }
dt { color: var(--soft); }
dd { margin: 0; white-space: pre-line; }
.receipt dd { font-variant-numeric: tabular-nums; }
.lines ul { margin: 0; }
.action { background: var(--paper); border: 1px solid var(--line); border-radius: 10px; padding: 0 16px; margin-bottom: 10px; }
.action[open] { padding-bottom: 16px; }
.field { margin: 12px 0; }
label { display: block; font-weight: 600; margin-bottom: 4px; }
input, select, textarea { width: 100%; min-height: 46px; padding: 9px 12px; border: 1px solid #7b8794; border-radius: 6px; background: var(--paper); color: var(--ink); font: inherit; }
input[type=file] { padding: 9px; }
[aria-invalid=true] { border: 2px solid var(--late); }
button { min-height: 46px; padding: 9px 22px; line-height: 1.3; border: 0; border-radius: 6px; background: var(--accent); color: #fff; font: inherit; font-weight: 600; cursor: pointer; }
button.second { background: var(--paper); color: var(--accent); border: 1px solid var(--accent); }
.mistakes { border: 2px solid var(--late); border-radius: 8px; padding: 10px 14px; margin: 0 0 12px; }
.mistakes p, .mistakes ul { margin: 0; }
.mistakes a { color: var(--late); }
.history { list-style: none; margin: 0; padding: 0; }
.history li { display: grid; grid-template-columns: 9.5rem minmax(0, 1fr); gap: 0 16px; padding: 9px 0; border-top: 1px solid var(--line); }
.history time { color: var(--soft); font-variant-numeric: tabular-nums; }
header nav ul { display: flex; flex-wrap: wrap; gap: 0 20px; list-style: none; margin: 8px 0 -14px; padding: 0; }
header nav a { display: inline-block; padding: 11px 0 9px; border-bottom: 3px solid transparent; text-decoration: none; font-weight: 600; }
header nav a:hover { text-decoration: underline; }
header nav [aria-current] { border-color: var(--accent); color: var(--ink); }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
input[type=checkbox] { width: 24px; min-height: 24px; height: 24px; margin: 0; flex: none; accent-color: var(--accent); }
.choose li { display: grid; grid-template-columns: 44px minmax(0, 1fr); }
.box { position: relative; display: flex; align-items: flex-start; justify-content: center; margin: 0; padding: 14px 0 0 14px; cursor: pointer; }
.choose a { padding-left: 12px; }
.agency, .said { font-weight: 400; }
.said { display: block; color: var(--soft); white-space: pre-line; }
.tabs a { display: inline-block; padding: 10px 14px 10px 0; }
.tabs [aria-current] { color: var(--ink); font-weight: 600; text-decoration: none; }
.tasks.owes div { grid-template-columns: minmax(0, 1fr) auto; align-items: center; }
.tasks.owes a { display: block; padding: 0; min-height: 0; text-decoration: underline; color: var(--accent); }
.tasks.owes .soft { grid-column: 1; }
.tasks.owes button, .tasks.owes .done { grid-column: 2; grid-row: 1 / span 2; }
.files { list-style: none; margin: 0; padding: 0 16px; background: var(--paper); border: 1px solid var(--line); border-radius: 10px; }
.files li { padding: 11px 0; }
.files li + li { border-top: 1px solid var(--line); }
h3 { margin: 16px 0 8px; font-size: 1rem; }
.preview summary { padding: 8px 0; }
.preview iframe { display: block; width: 100%; height: 75vh; min-height: 320px; border: 1px solid var(--line); background: var(--paper); }
.preview img { display: block; max-width: 100%; height: auto; border: 1px solid var(--line); }
form.action { padding: 4px 16px 16px; }
fieldset { margin: 12px 0; padding: 0; border: 0; min-width: 0; }
legend { padding: 0; margin-bottom: 4px; font-weight: 600; }
.choice { display: flex; gap: 12px; align-items: flex-start; padding: 10px 0; font-weight: 400; cursor: pointer; }
.plain { list-style: none; margin: 0 0 16px; padding: 0 16px; background: var(--paper); border: 1px solid var(--line); border-radius: 10px; }
.plain li { padding: 10px 0; }
.plain li + li { border-top: 1px solid var(--line); }
main > form > p { margin: 12px 0; }
@media (max-width: 640px) {
  header > div, main, footer { padding-left: 14px; padding-right: 14px; }
  .language { right: 14px; }
  .tasks a, .tasks div { grid-template-columns: minmax(0, 1fr); }
  .standing { text-align: left; }
  dl div, .history li { grid-template-columns: minmax(0, 1fr); }
  button { width: 100%; }
  .tasks.owes div { grid-template-columns: minmax(0, 1fr); }
  .tasks.owes button, .tasks.owes .done { grid-column: 1; grid-row: auto; margin-top: 6px; }
}
@media print { .actions, .language, .skip, .back { display: none; } body { background: #fff; } }
${overviewStyle}
${submissionStyle}`;
