/** Columns and rows as CSV; `null` is an empty cell. The samples need no quotes, and a cell that would is an error. */
export function csv(columns, rows) {
  const lines = rows.map((row) => {
    if (row.length !== columns.length) throw new Error(`A row has ${row.length} cells for ${columns.length} columns.`);
    return row.map((cell) => {
      const text = cell === null ? '' : String(cell);
      if (/[",\r\n]/.test(text)) throw new Error(`The cell ${JSON.stringify(text)} needs quotes.`);
      return text;
    }).join(',');
  });
  return `${[columns.join(','), ...lines].join('\n')}\n`;
}
