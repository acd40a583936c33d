// A banner across the page: something about the plan that stays true until it is dealt with. Put after `base`.
import { css } from 'lit';

export const banner = css`
  :host {
    display: block;
  }
  .banner {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--st-space-2) var(--st-space-4);
    padding: var(--st-space-3) var(--st-space-6);
    border-block-end: 1px solid var(--st-line);
    border-inline-start: 4px solid var(--st-watch);
    background: var(--st-watch-soft);
  }
  .banner.bad {
    border-inline-start-color: var(--st-bad);
    background: var(--st-bad-soft);
  }
  .banner.quiet {
    padding-block: var(--st-space-2);
    border-inline-start-color: var(--st-line-strong);
    background: var(--st-surface);
  }
  .words {
    flex: 1 1 320px;
    max-width: 90ch;
  }
  .words + * {
    margin-inline-start: auto;
  }
  strong {
    display: block;
  }
  .quiet strong {
    display: inline;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--st-space-2);
  }
  @media (max-width: 640px) {
    .banner {
      padding-inline: var(--st-space-4);
    }
    .words {
      flex-basis: 100%;
    }
  }
  @media print {
    :host {
      display: none;
    }
  }
`;
