/** The inbox's style sheet; a string, since the build copies no other files. */
export const STYLE = `
:root { --ink: #1c2430; --soft: #5a6472; --line: #dde2e9; --paper: #fff; --ground: #f4f6f9; --accent: #a3182a; --accent-soft: #fbeef0; }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; overflow-wrap: anywhere; }
a { color: var(--accent); }
a:focus-visible, button:focus-visible, input:focus-visible, select:focus-visible { outline: 3px solid #f0b429; outline-offset: 2px; }
.top { background: var(--paper); border-top: 4px solid var(--accent); border-bottom: 1px solid var(--line); }
.top > div, main { max-width: 1000px; margin: 0 auto; padding: 0 20px; }
.top > div { display: flex; justify-content: space-between; gap: 16px; align-items: baseline; padding-top: 14px; padding-bottom: 14px; }
.top h1 { margin: 0; font-size: 1.15rem; line-height: 1.3; }
.top h1 a { color: inherit; text-decoration: none; }
.top p { margin: 2px 0 0; color: var(--soft); font-size: .875rem; }
.language { white-space: nowrap; font-size: .875rem; }
main { padding-top: 20px; padding-bottom: 48px; }
form { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr) auto; gap: 12px; align-items: end; margin-bottom: 12px; }
label { display: block; font-size: .8125rem; color: var(--soft); }
input, select { width: 100%; height: 44px; padding: 0 12px; border: 1px solid #b9c1cc; border-radius: 6px; background: var(--paper); color: var(--ink); font: inherit; margin-top: 4px; }
button { height: 44px; padding: 0 20px; border: 0; border-radius: 6px; background: var(--accent); color: #fff; font: inherit; font-weight: 600; cursor: pointer; }
.summary { display: flex; flex-wrap: wrap; gap: 4px 20px; justify-content: space-between; margin: 0 0 8px; color: var(--soft); font-size: .875rem; }
.summary a { margin-left: 16px; }
.card { background: var(--paper); border: 1px solid var(--line); border-radius: 10px; overflow: hidden; }
.mails { list-style: none; margin: 0; padding: 0; }
.mails li + li { border-top: 1px solid var(--line); }
.mails a { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 2px 16px; padding: 12px 18px; color: inherit; text-decoration: none; }
.mails a:hover { background: var(--accent-soft); }
.mails .subject { font-weight: 600; }
.mails .who, .mails .files { color: var(--soft); font-size: .875rem; }
.mails time, .mails .files { text-align: right; white-space: nowrap; color: var(--soft); font-size: .875rem; }
.empty { margin: 0; padding: 40px 20px; text-align: center; color: var(--soft); }
.pages { display: flex; justify-content: space-between; align-items: center; margin-top: 12px; font-size: .9375rem; min-height: 44px; }
.pages a { padding: 10px 0; }
.back { display: inline-block; padding: 0 0 12px; }
.head { padding: 18px 20px 14px; }
.head h2 { margin: 0 0 10px; font-size: 1.3rem; line-height: 1.35; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 4px 16px; margin: 0; font-size: .9375rem; }
dt { color: var(--soft); }
dd { margin: 0; }
.tabs { display: flex; flex-wrap: wrap; gap: 0 4px; padding: 0 12px; border-bottom: 1px solid var(--line); background: var(--paper); }
.tabs a { padding: 11px 10px 9px; border-bottom: 3px solid transparent; color: var(--soft); text-decoration: none; white-space: nowrap; font-size: .9375rem; }
.tabs a[aria-current] { color: var(--accent); border-color: var(--accent); font-weight: 600; }
iframe { display: block; width: 100%; min-height: 480px; border: 0; background: #fff; }
pre { margin: 0; padding: 18px 20px; white-space: pre-wrap; font: .875rem/1.55 ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
pre.letter { font: inherit; }
.headers { padding: 18px 20px; }
.headers dd { white-space: pre-wrap; font: .8125rem/1.6 ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; }
.attached { list-style: none; margin: 0; padding: 0; }
.attached li { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 4px 16px; padding: 14px 20px; }
.attached li + li { border-top: 1px solid var(--line); }
.attached small { display: block; color: var(--soft); }
.more { padding: 14px 20px 0; margin: 0; font-size: .9375rem; }
@media (max-width: 620px) {
  .top > div, main { padding-left: 14px; padding-right: 14px; }
  form { grid-template-columns: minmax(0, 1fr) auto; }
  form label:first-of-type { grid-column: 1 / -1; }
  .mails a { grid-template-columns: minmax(0, 1fr); padding: 12px 14px; }
  .mails time, .mails .files { text-align: left; }
  .mails time { grid-row: 1; }
  .head, .headers { padding-left: 14px; padding-right: 14px; }
  dl { grid-template-columns: minmax(0, 1fr); gap: 0; }
  dt { font-size: .8125rem; }
  dd { margin-bottom: 8px; }
  .tabs { padding: 0 6px; gap: 0; }
  .tabs a { padding: 9px 8px 7px; font-size: .875rem; }
}
`;
