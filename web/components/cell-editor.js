// The field of a grid cell while it is edited, for RevoGrid: its own editor has no name and leaves the treegrid's rows and cells.

/**
 * @param {(model: any) => string} nameOf what the field is for, as screen readers say it
 */
export const cellEditor =
  (nameOf) =>
  /** @param {any} column what is edited @param {(text: string, staysHere?: boolean) => void} save */
  (column, save) => {
    /** @type {HTMLInputElement | null} */
    let input = null;
    const leave = () => input?.blur(); // a field that goes while it has the focus makes the grid scroll
    const editor = {
      element: null,
      /** set by RevoGrid @type {{val?: unknown} | undefined} */
      editCell: undefined,
      componentDidRender: () => void setTimeout(() => input?.focus(), 0),
      /** Letters typed before the field was drawn. @param {string} text */
      appendPendingInput(text) {
        if (!input) return false;
        input.value += text;
        input.focus();
        return true;
      },
      beforeDisconnect: leave,
      getValue: () => input?.value,
      /** @param {any} h RevoGrid's element maker */
      render: (h) =>
        h('div', { role: 'row' }, [
          h('div', { role: 'gridcell' }, [
            h('input', {
              type: 'text',
              enterKeyHint: 'enter',
              'aria-label': nameOf(column.model),
              value: editor.editCell?.val ?? '',
              ref: (/** @type {HTMLInputElement | null} */ element) => (input = element),
              onKeyDown: (/** @type {KeyboardEvent} */ event) => {
                if (event.isComposing || (event.key !== 'Enter' && event.key !== 'Tab')) return;
                leave();
                save(input?.value ?? '', event.key === 'Tab');
              },
            }),
          ]),
        ]),
    };
    return editor;
  };
