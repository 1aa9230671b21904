import { boardStates, classOf, stateColors } from './charts/board-state.ts';

const states = boardStates
  .map((state) => {
    const [ground, ink] = stateColors[state];
    return `.${classOf(state)} { background: ${ground}; color: ${ink}; }`;
  })
  .join('\n');

/** Styles of the overview and of the office's page. */
export const overviewStyle = `
${states}
.wide { overflow-x: auto; background: var(--paper); border: 1px solid var(--line); border-radius: 10px; }
.wide > table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; overflow-wrap: normal; }
.wide th, .wide td { padding: 7px 10px; border-top: 1px solid #e8ecf1; text-align: right; font-weight: 400; vertical-align: middle; }
.wide thead th { border-top: 0; color: var(--soft); font-size: .875rem; font-weight: 600; vertical-align: bottom; }
.wide tr > th:first-child { text-align: left; }
.counts th[scope=row] { min-width: 9rem; }
.whole tbody tr:first-child > * { font-weight: 600; }
.counts .part th { padding-left: 24px; }
.counts .part th, .counts .part td { color: var(--soft); font-size: .9375rem; }
.shares th[scope=row] { min-width: 11rem; }
.shares td:last-child { width: 30%; min-width: 7rem; }
/* Not display: none, or nothing could refer to them. */
.patterns { position: absolute; width: 0; height: 0; }
.bar { display: block; width: 100%; height: 16px; border-radius: 3px; }
.sample { width: 34px; height: 10px; vertical-align: middle; }
.curve { display: block; width: 100%; min-width: 520px; height: auto; padding: 6px; }
.curve text { font-family: inherit; }
.axis { margin: 8px 0 4px; }
.lines-key, .key ul { list-style: none; margin: 8px 0; padding: 0; display: flex; flex-wrap: wrap; gap: 6px 22px; }
.cell { display: inline-block; min-width: 26px; padding: 0 4px; border: 1px solid #7b8794; border-radius: 4px; text-align: center; font-weight: 600; }
.tall { max-height: 85vh; overflow: auto; }
.wide > .board { border-collapse: separate; border-spacing: 0; }
.board th[scope=row] { min-width: 13rem; max-width: 17rem; }
.board thead th { position: sticky; top: 0; background: var(--paper); box-shadow: 0 1px 0 var(--line); }
.board tr > th:first-child { position: sticky; left: 0; background: var(--paper); box-shadow: 1px 0 0 var(--line); }
.board thead tr > th:first-child { z-index: 1; }
.board thead th, .board td { min-width: 36px; padding: 6px 4px; text-align: center; }
.board td { border: 1px solid #fff; border-width: 1px 0 0 1px; font-weight: 600; }
.board th a { display: inline-block; min-height: 24px; min-width: 24px; }
.wide .board th.level { background: var(--ground); color: var(--soft); font-size: .875rem; font-weight: 600; }
.level span { position: sticky; left: 10px; }
.grouping ul { list-style: none; display: flex; gap: 8px; margin: 0; padding: 0; }
.grouping a { display: inline-block; padding: 10px 16px; border: 1px solid var(--accent); border-radius: 6px; background: var(--paper); text-decoration: none; }
.grouping a[aria-current] { background: var(--accent); color: #fff; }
.escalations { list-style: none; margin: 0; padding: 0; background: var(--paper); border: 1px solid var(--line); border-radius: 10px; }
.escalations > li { padding: 12px 16px; }
.escalations > li + li { border-top: 1px solid var(--line); }
.escalations p { margin: 0; }
.escalations a { display: inline-block; padding: 8px 0; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.pager { display: flex; flex-wrap: wrap; gap: 8px 20px; align-items: center; margin-top: 16px; }
.pager a { padding: 10px 0; }
@media (max-width: 640px) {
  .wide th, .wide td { padding: 7px 6px; }
  .counts th[scope=row] { min-width: 6.5rem; }
  .counts .part th { padding-left: 14px; }
  .board th[scope=row] { min-width: 7.5rem; max-width: 8.5rem; font-size: .875rem; }
}
@media print { .wide { max-height: none; overflow: visible; } * { print-color-adjust: exact; } }
`;
