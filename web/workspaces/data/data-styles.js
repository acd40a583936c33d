// Layout shared by the panels of the data workspace.
import { css } from 'lit';

export const dataStyles = css`
  .stack {
    display: grid;
    gap: var(--st-space-4);
    grid-template-columns: minmax(0, 1fr);
  }
  .drop {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--st-space-4);
    padding: var(--st-space-6);
    border: 2px dashed var(--st-line-strong);
    border-radius: var(--st-radius);
    background: var(--st-surface);
  }
  .drop.over {
    border-color: var(--st-accent);
    background: var(--st-accent-soft);
  }
  .drop > div {
    flex: 1 1 280px;
  }
  .drop > .row {
    flex: 0 1 auto;
  }
  .file {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--st-space-2) var(--st-space-3);
  }
  .file .name {
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .end {
    margin-inline-start: auto;
  }
  .scroll {
    max-height: 280px;
    overflow: auto;
    border: 1px solid var(--st-line);
    border-radius: var(--st-radius);
  }
  .scroll.whole {
    max-height: none;
  }
  td select {
    width: 200px;
  }
  td > a,
  td > button {
    vertical-align: middle;
  }
  [hidden] {
    display: none !important;
  }
  .busy {
    flex: 1;
  }
  .export {
    margin-block-start: var(--st-space-3);
  }
  table.data .line {
    width: 1%;
  }
  .root {
    max-width: 320px;
  }
  table.data.roomy td {
    height: 40px;
  }
  .scroll table {
    margin: 0;
  }
  .cell {
    max-width: 240px;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .cell.header {
    font-weight: 600;
  }
  .ignored .header {
    color: var(--st-muted);
    font-weight: 400;
  }
  table.data th.used {
    color: var(--st-accent);
    font-weight: 600;
  }
  td.wrap {
    white-space: normal;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--st-space-3);
  }
  .actions > p,
  .actions > .row {
    flex: 1 1 320px;
  }
  .actions.sticky {
    position: sticky;
    inset-block-end: 0;
    z-index: 2;
    margin: 0 calc(-1 * var(--st-space-4)) calc(-1 * var(--st-space-4));
    padding: var(--st-space-3) var(--st-space-4);
    border-block-start: 1px solid var(--st-line);
    border-end-start-radius: var(--st-radius);
    border-end-end-radius: var(--st-radius);
    background: var(--st-surface);
  }
  .settings {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(180px, 1fr));
    gap: var(--st-space-3);
    max-width: 860px;
  }
  .steps {
    display: flex;
    flex-wrap: wrap;
    gap: var(--st-space-1);
    margin: 0;
    padding: 0 0 var(--st-space-2);
    border-block-end: 1px solid var(--st-line);
    list-style: none;
  }
  .steps button {
    color: var(--st-muted);
  }
  .steps .number {
    display: inline-grid;
    place-items: center;
    width: 22px;
    height: 22px;
    border: 1px solid currentcolor;
    border-radius: 50%;
    font-size: var(--st-size-13);
    font-variant-numeric: tabular-nums;
  }
  .steps .past button {
    color: var(--st-accent);
  }
  .steps [aria-current] button {
    color: var(--st-ink);
    font-weight: 600;
  }
  .steps [aria-current] .number {
    border-color: var(--st-accent);
    background: var(--st-accent);
    color: var(--st-on-accent);
  }
  .reasons {
    display: grid;
    gap: var(--st-space-1);
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .reasons li {
    display: flex;
    align-items: center;
    gap: var(--st-space-2);
  }
  textarea.cells {
    width: 100%;
    font-family: var(--st-mono, monospace);
    font-size: var(--st-size-13);
    resize: vertical;
  }
  .ways {
    display: grid;
    gap: var(--st-space-2);
    margin: 0;
    padding: var(--st-space-3) var(--st-space-4);
    border: 1px solid var(--st-line);
    border-radius: var(--st-radius);
  }
  .ways legend {
    padding: 0 var(--st-space-2);
    font-weight: 600;
  }
  .ways label {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    align-items: center;
    gap: var(--st-space-2);
  }
  .ways st-field {
    max-width: 420px;
  }
  .ways st-field,
  .ways .inner,
  .ways > p {
    margin-inline-start: 24px;
  }
  .changes .none dd {
    color: var(--st-muted);
    font-weight: 400;
  }
  .changes .removed dd {
    color: var(--st-bad);
  }
  td.old {
    color: var(--st-muted);
    text-decoration: line-through;
  }
  td.new {
    font-weight: 600;
  }
  .question {
    display: grid;
    gap: var(--st-space-2);
    margin: 0;
    padding: var(--st-space-3) var(--st-space-4);
    border: 1px solid var(--st-watch);
    border-radius: var(--st-radius);
    background: var(--st-watch-soft);
  }
  .question legend {
    padding: 0 var(--st-space-2);
    font-weight: 600;
  }
  .question label {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--st-space-2);
  }
  .ways st-field.year,
  .question st-field.year {
    max-width: 280px;
    margin-inline-start: 24px;
  }
  .defaults {
    gap: var(--st-space-2);
  }
  .fixed {
    display: grid;
    gap: var(--st-space-2);
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .fixed li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--st-space-1) var(--st-space-3);
  }
  .fixed strong {
    min-width: 120px;
  }
  .fixed input.value {
    width: 200px;
  }
  .figures {
    display: flex;
    flex-wrap: wrap;
    gap: var(--st-space-3) var(--st-space-8);
    margin: 0;
  }
  .figures dt {
    color: var(--st-muted);
    font-size: var(--st-size-13);
  }
  .figures dd {
    margin: 0;
    font-size: var(--st-size-16);
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  details > summary {
    cursor: pointer;
    margin-block-end: var(--st-space-2);
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--st-space-2) var(--st-space-4);
  }
  .chip {
    display: inline-flex;
    align-items: center;
    max-width: 100%;
    padding-inline-start: var(--st-space-3);
    border: 1px solid var(--st-line-strong);
    border-radius: var(--st-radius);
    background: var(--st-surface);
  }
  fieldset.plain {
    margin: 0;
    padding: 0;
    border: 0;
  }
  .check {
    display: inline-flex;
    align-items: center;
    gap: var(--st-space-2);
    min-height: var(--st-row);
  }
  .levels {
    display: grid;
    gap: var(--st-space-1);
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .levels li {
    display: flex;
    align-items: center;
    gap: var(--st-space-2);
    min-height: var(--st-row);
  }
  .levels label {
    display: flex;
    align-items: center;
    gap: var(--st-space-2);
    min-width: 180px;
  }
  @media (max-width: 640px) {
    .actions.sticky {
      position: static;
    }
    .drop {
      padding: var(--st-space-4);
    }
    .steps button {
      padding-inline: var(--st-space-1);
    }
    .settings {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
    .levels li,
    .ways label,
    .question label {
      min-height: 44px;
    }
  }
`;
