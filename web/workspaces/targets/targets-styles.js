// Layout of the targets workspace: toolbar, grid with its bars, side panel, phone list.
import { css } from 'lit';
import { toolbar } from '../../components/styles.js';

export const toolbarStyles = css`
  ${toolbar}
  :host {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--st-space-2) var(--st-space-4);
  }
  .inline {
    white-space: nowrap;
  }
  .panels {
    display: inline-flex;
    margin-inline-start: auto;
  }
  .panels [aria-pressed='true'] {
    background: var(--st-accent-soft);
    color: var(--st-accent-strong);
    font-weight: 600;
  }
  @media (max-width: 640px) {
    .look,
    .panels {
      display: none;
    }
  }
`;

export const workspaceStyles = css`
  .reading-link {
    color: inherit;
    text-decoration-color: var(--st-line-strong);
    text-underline-offset: 4px;
  }
`;

export const boardStyles = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--st-space-4);
  }
  :host(.with-panel) {
    grid-template-columns: minmax(0, 1fr) minmax(340px, 400px);
  }
  .main {
    display: flex;
    flex-direction: column;
    gap: var(--st-space-2);
    min-width: 0;
    height: max(420px, calc(100dvh - 300px));
  }
  st-targets-grid {
    flex: 1;
    min-height: 200px;
  }
  st-cell-bar {
    flex: none;
  }
  st-change-preview {
    flex: none;
    max-height: 55%;
    overflow: auto;
  }
  aside {
    min-width: 0;
    max-height: max(420px, calc(100dvh - 300px));
    overflow: auto;
  }
  @media (max-width: 1100px) {
    :host(.with-panel) {
      grid-template-columns: minmax(0, 1fr);
    }
    aside {
      max-height: none;
    }
  }
  @media (max-width: 640px) {
    .main {
      height: auto;
    }
  }
`;
