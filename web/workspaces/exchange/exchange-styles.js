// Layout shared by the panels of the exchange workspace.
import { css } from 'lit';
import { sheet } from '../../components/styles.js';

const layout = css`
  :host {
    display: block;
  }
  .columns {
    display: grid;
    grid-template-columns: minmax(280px, 2fr) minmax(0, 5fr);
    gap: var(--st-space-4);
    align-items: start;
  }
  .stack {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--st-space-4);
  }
  .sheet {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--st-space-3);
  }
  details.sheet:not([open]) {
    gap: 0;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--st-space-2) var(--st-space-3);
  }
  .row.fields {
    align-items: flex-end;
    gap: var(--st-space-3) var(--st-space-4);
  }
  .end {
    margin-inline-start: auto;
  }
  .scroll {
    overflow: auto;
    border: 1px solid var(--st-line);
    border-radius: var(--st-radius);
    background: var(--st-surface);
  }
  .scroll.low {
    max-height: 340px;
  }
  .name {
    overflow-wrap: anywhere;
    white-space: normal;
  }
  table.data td.name {
    min-width: 120px;
    max-width: 360px;
  }
  .plain {
    display: grid;
    gap: var(--st-space-2);
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .check {
    display: inline-flex;
    align-items: center;
    gap: var(--st-space-2);
    min-height: var(--st-control);
  }
  @media (max-width: 900px) {
    .columns {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;

export const exchangeStyles = [sheet, layout];
