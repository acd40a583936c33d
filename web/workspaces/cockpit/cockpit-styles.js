// Layout of the cockpit: filters, headline strip, two columns that fold into one.
import { css } from 'lit';
import { toolbar } from '../../components/styles.js';

export const cockpitStyles = css`
  ${toolbar}
  .filters,
  .path {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--st-space-2) var(--st-space-4);
  }
  .path {
    gap: var(--st-space-2);
    min-width: 0;
    font-weight: 600;
  }
  .path > * {
    min-width: 0;
    max-width: 100%;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .path > button {
    display: block;
  }
  a.reading {
    color: inherit;
    text-decoration-color: var(--st-line-strong);
    text-underline-offset: 4px;
  }
  .headline {
    display: grid;
    grid-template-columns: minmax(180px, 1.3fr) repeat(5, minmax(110px, 1fr));
    gap: var(--st-space-4);
    align-items: start;
  }
  .lead {
    display: grid;
    gap: var(--st-space-2);
  }
  .columns {
    display: flex;
    flex-wrap: wrap;
    gap: var(--st-space-4);
    align-items: flex-start;
  }
  .columns > * {
    flex: 4 1 300px;
    min-width: 0;
    max-width: 100%;
  }
  /* Beside its neighbour only where every column fits, however wide the font: a number that is cut off is worse than a longer page. */
  .columns > .wide {
    flex: 9 1 min-content;
  }
  .section {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: var(--st-space-1) var(--st-space-4);
    margin-block-end: var(--st-space-2);
  }
  .records {
    margin-block-start: var(--st-space-3);
  }
  .notice {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--st-space-3);
    border-style: dashed;
    border-color: var(--st-line-strong);
  }
  .notice div {
    flex: 1 1 320px;
  }
  @media (max-width: 1180px) {
    .columns > *,
    .columns > .wide {
      flex-basis: 100%;
    }
    .headline {
      grid-template-columns: repeat(3, minmax(0, 1fr));
    }
  }
  @media (max-width: 640px) {
    .headline {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
    .lead {
      grid-column: 1 / -1;
    }
    .sheet {
      padding: var(--st-space-3);
    }
    .records a,
    a.reading {
      overflow-wrap: anywhere;
      display: inline-flex;
      align-items: center;
      min-height: 44px;
    }
  }
`;
