// RevoGrid dressed in the page's tokens.
import { css } from 'lit';

export const gridStyles = css`
  :host {
    display: block;
    position: relative;
    min-height: 120px;
    border: 1px solid var(--st-line);
    border-radius: var(--st-radius);
    background: var(--st-surface);
    overflow: hidden;
  }
  revo-grid {
    --revo-grid-font-family: var(--st-font);
    --revo-grid-font-size: var(--st-size-13);
    --revo-grid-header-font-size: var(--st-size-13);
    --revo-grid-header-font-weight: 500;
    --revo-grid-header-text-transform: none;
    --revo-grid-header-text-align: start;
    --revo-grid-header-height: 32px;
    --revo-grid-header-bg: var(--st-surface);
    --revo-grid-header-color: var(--st-muted);
    --revo-grid-header-border: var(--st-line);
    --revo-grid-cell-border: var(--st-line);
    --revo-grid-cell-padding: 0 8px;
    --revo-grid-header-padding: 0 8px;
    --revo-grid-primary: var(--st-accent);
    --revo-grid-background: var(--st-surface);
    --revo-grid-foreground: var(--st-ink);
    --revo-grid-focused-bg: var(--st-accent-soft);
    --revo-grid-row-hover: var(--st-sunken);
    --revo-grid-text: var(--st-ink);
    --revo-grid-cell-disabled-bg: transparent;
    height: 100%;
    width: 100%;
    border: 0 !important;
    color: var(--st-ink);
    font-family: var(--st-font);
    font-variant-numeric: tabular-nums;
  }
  revo-grid .rgCell {
    color: var(--st-ink);
    border-inline-end: 0;
    box-shadow: 0 -1px 0 0 var(--st-line) inset !important;
  }
  revo-grid revogr-viewport-scroll.colPinStart {
    border-inline-end: 1px solid var(--st-line-strong);
    background: var(--st-surface);
  }
  revo-grid revogr-header .rgHeaderCell {
    color: var(--st-muted);
    background: var(--st-surface);
  }
  revo-grid revogr-header .rgHeaderCell {
    padding: 0 8px;
  }
  revo-grid .rgHeaderCell.number {
    text-align: end;
  }
  revo-grid .rgCell.disabled {
    background: transparent;
  }
  revo-grid .rgCell.number {
    text-align: end;
  }
  revo-grid .rgCell.editable {
    background: color-mix(in srgb, var(--st-accent-soft) 35%, transparent);
  }
  revo-grid .rgCell.strong {
    font-weight: 600;
  }
  revo-grid .rgCell.muted {
    color: var(--st-muted);
  }
  revo-grid .rgCell.good {
    color: var(--st-good);
  }
  revo-grid .rgCell.watch {
    color: var(--st-watch);
  }
  revo-grid .rgCell.bad {
    color: var(--st-bad);
  }
  revo-grid .rgCell.locked::before,
  revo-grid .rgCell.overridden::before {
    content: '';
    position: absolute;
    inset: 0 auto auto 0;
    border: 4px solid transparent;
    border-block-start-color: var(--st-accent);
    border-inline-start-color: var(--st-accent);
  }
  revo-grid .rgCell.locked::after {
    content: '';
    position: absolute;
    inset: 0 0 0 auto;
    width: 3px;
    background: var(--st-ink);
  }
  revo-grid .rgCell.plain {
    background: transparent;
  }
  revo-grid .rgCell.sum {
    background: color-mix(in srgb, var(--st-sunken) 55%, transparent);
  }
  revo-grid .rgCell.changed {
    background: var(--st-watch-soft);
  }
  .tree {
    display: flex;
    align-items: center;
    height: 100%;
  }
  .tree span {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .tree.leaf {
    text-indent: 24px;
  }
  .toggle {
    flex: none;
    width: 20px;
    min-height: 20px;
    height: 20px;
    margin-inline-end: 4px;
    padding: 0;
    border: 0;
    background: none;
    color: var(--st-muted);
    cursor: pointer;
  }
  .toggle::before {
    content: '';
    width: 7px;
    height: 9px;
    background: currentcolor;
    clip-path: polygon(0 0, 100% 50%, 0 100%);
    transition: transform var(--st-motion);
  }
  .toggle.open::before {
    transform: rotate(90deg);
  }
  revogr-edit [role] {
    width: 100%;
    height: 100%;
  }
  revogr-edit input {
    width: 100%;
    height: 100%;
    padding: 0 7px;
    border: 0;
    background: var(--st-surface);
    color: var(--st-ink);
    font: inherit;
    font-variant-numeric: tabular-nums;
    text-align: end;
    outline: 2px solid var(--st-accent);
    outline-offset: -2px;
  }
  .waiting {
    padding: var(--st-space-4);
    color: var(--st-muted);
  }
`;
