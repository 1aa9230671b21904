/** Style of the form in which a lead hands in, and of its receipt. */
export const submissionStyle = `
#submit fieldset { border-top: 1px solid var(--line); padding-top: 12px; margin: 16px 0 0; }
#submit fieldset > .soft { margin: 0 0 4px; }
#submit legend { padding-right: 10px; }
#submit .line { border-top: 1px solid #e8ecf1; padding-top: 10px; margin: 10px 0 0; }
#submit .line legend { font-weight: 400; float: left; width: 100%; }
#submit .line legend + * { clear: both; }
#submit .number { margin-right: 6px; }
#submit form > button { margin-top: 16px; }
.pair { display: grid; align-items: end; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); gap: 0 14px; }
.pair .field { margin: 8px 0; }
.line .pair { grid-template-columns: 11rem minmax(0, 1fr); align-items: start; }
.kept { list-style: none; margin: 0 0 8px; padding: 0; }
.kept label { display: flex; gap: 10px; align-items: flex-start; padding: 8px 0; margin: 0; font-weight: 400; cursor: pointer; }
.receipt .files { padding: 0; border: 0; background: none; }
.receipt .files li:first-child { padding-top: 0; }
code { font-size: .875rem; }
@media (max-width: 640px) {
  .pair, .line .pair { grid-template-columns: minmax(0, 1fr); }
}
`;
