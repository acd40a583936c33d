// Layout shared by the boards of the performance workspace.
import { css } from 'lit';
import { toolbar } from '../../components/styles.js';

export const boardStyles = css`
  ${toolbar}
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--st-space-4);
  }
  .two {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: var(--st-space-4);
  }
  .two.uneven {
    grid-template-columns: minmax(0, 2fr) minmax(0, 1fr);
  }
  .reading {
    display: grid;
    gap: var(--st-space-1);
    margin: 0;
    padding: 0;
    max-width: 100ch;
    list-style: none;
  }
  .reading a {
    color: inherit;
    text-decoration-color: var(--st-line-strong);
    text-underline-offset: 4px;
    overflow-wrap: anywhere;
  }
  .section {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: var(--st-space-1) var(--st-space-4);
    margin-block-end: var(--st-space-2);
  }
  .scroll {
    max-height: 420px;
    overflow: auto;
  }
  .figures {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(132px, 1fr));
    gap: var(--st-space-3) var(--st-space-4);
    margin: 0;
  }
  .figures dt {
    color: var(--st-muted);
    font-size: var(--st-size-13);
  }
  .figures dd {
    margin: 0;
    font-size: var(--st-size-20);
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .figures dd.note {
    color: var(--st-muted);
    font-size: var(--st-size-13);
    font-weight: 400;
    white-space: normal;
  }
  .figures dd .unit {
    color: var(--st-muted);
    font-size: var(--st-size-13);
    font-weight: 400;
  }
  td .link {
    display: inline-block;
    max-width: 28ch;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    vertical-align: middle;
    text-decoration: none;
  }
  td .link:hover {
    text-decoration: underline;
  }
  td.name {
    position: sticky;
    inset-inline-start: 0;
    background: var(--st-surface);
  }
  .mark {
    display: inline-flex;
    align-items: center;
    gap: 2px;
    white-space: nowrap;
  }
  .loading {
    opacity: 0.6;
  }
  @media (max-width: 1080px) {
    .two,
    .two.uneven {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  @media (max-width: 640px) {
    .sheet {
      padding: var(--st-space-3);
    }
    .reading a {
      display: inline-flex;
      align-items: center;
      min-height: 44px;
    }
    td .link {
      min-height: 44px;
      max-width: 16ch;
      line-height: 44px;
    }
  }
`;
