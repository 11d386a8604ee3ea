"use strict";
// Tables: sorting, picking, the way into the picture, CSV.
(() => {
  const { data, el, save, stem } = window.tiegraph;

  // A row's cells without the box that picks it.
  const cells = (row) => Array.from(row.cells).filter((cell) => !cell.classList.contains("pick"));
  const texts = (table) => Array.from(table.tBodies[0].rows).filter((row) => !row.hidden)
    .map((row) => cells(row).map((cell) => ({ text: cell.textContent, number: cell.classList.contains("number") })));
  // A text that a spreadsheet would run as a formula is marked as text; numbers stay numbers.
  const csvCell = ({ text, number }) => {
    const safe = !number && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const heads = (table) => cells(table.tHead.rows[0]).map((cell) => cell.dataset.name);
  const saveCsv = (name, rows) => {
    const lines = rows.map((row) => row.map(csvCell).join(","));
    // The mark at the start tells spreadsheets that this is UTF-8.
    save(name, new Blob([`\ufeff${lines.join("\r\n")}\r\n`], { type: "text/csv;charset=utf-8" }));
  };
  const word = (text) => ({ text, number: false });
  for (const button of document.querySelectorAll("button.csv")) {
    const table = document.getElementById(`rows-${button.dataset.table}`);
    if (!table) continue;
    button.hidden = false;
    button.addEventListener("click", () => saveCsv(`${stem()}-${button.dataset.table}.csv`, [heads(table).map(word), ...texts(table)]));
  }
  // The rows of all tables under the columns of all, each with the name of its table.
  const all = Array.from(document.querySelectorAll(".table table"));
  const every = () => {
    const columns = [...new Set(all.flatMap(heads))];
    const rows = all.flatMap((table) => {
      const own = heads(table), title = word(table.closest(".table").querySelector("h2").firstChild.textContent.trim());
      return texts(table).map((row) => [title, ...columns.map((name) => row[own.indexOf(name)] ?? word(""))]);
    });
    saveCsv(`${stem()}.csv`, [["table", ...columns].map(word), ...rows]);
  };
  for (const button of document.querySelectorAll("#csv")) {
    button.hidden = !all.length;
    button.addEventListener("click", every);
  }

  const sort = (table, at, head) => {
    const down = head.getAttribute("aria-sort") === "ascending";
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const key = (row) => cells(row)[at].textContent;
    const rows = Array.from(table.tBodies[0].rows);
    // Empty cells come last either way.
    rows.sort((a, b) => (!key(a)) - (!key(b)) || (down ? -1 : 1) * key(a).localeCompare(key(b), "en", { numeric: true }));
    table.tBodies[0].append(...rows);
  };
  for (const table of document.querySelectorAll("table")) {
    cells(table.tHead.rows[0]).forEach((head, at) => {
      head.replaceChildren(el("button", { type: "button", onclick: () => sort(table, at, head) }, head.firstElementChild));
    });
  }

  for (const button of document.querySelectorAll("table .to-node")) {
    button.addEventListener("click", () => {
      document.querySelector(".picture").scrollIntoView({ block: "start" });
      window.tiegraph.select(Number(button.dataset.node), { read: false });
    });
  }

  // --- rows and picture: each can narrow the other ---
  const { papers } = data.filters;
  const bodies = Array.from(document.querySelectorAll(".table tbody"));
  const drawnIn = new Map();
  const papersOf = (row) => drawnIn.get(row).filter((at) => papers[at]);
  const printing = (row) => {
    // Without papers of its own a row stands for those that print all of its institutions.
    const named = drawnIn.get(row).filter((at) => data.at[at].some(({ from }) => papers[from]));
    return Object.keys(papers).map(Number).filter((at) => named.every((body) => data.at[at].some(({ to }) => to === body)));
  };
  // Whether all that joins the row's institutions to its list are links of these kinds.
  const joined = (row, list, without) => drawnIn.get(row).some((body) => body !== list && data.at[body].some(({ from, line }) => !without.has(line) && data.at[from].some(({ to }) => to === list)));
  const onlyBy = (row, without) => drawnIn.get(row).some((at) => data.nodes[at].kind === "list" && joined(row, at, new Set()) && !joined(row, at, without));
  let changed = () => {};
  const picks = () => Array.from(document.querySelectorAll(".table td.pick input:checked"));
  for (const body of bodies) {
    for (const row of body.rows) drawnIn.set(row, Array.from(row.querySelectorAll(".to-node"), ({ dataset }) => Number(dataset.node)));
    if (!Object.keys(papers).length || !Array.from(body.rows).some((row) => drawnIn.get(row).length)) continue;
    body.parentElement.tHead.rows[0].prepend(el("th", { class: "pick", scope: "col" }, el("span", { class: "aside" }, "Only in the picture")));
    for (const row of body.rows) {
      const name = cells(row).filter((cell) => !cell.hidden && cell.textContent).slice(0, 3).map((cell) => cell.textContent).join(", ");
      row.prepend(el("td", { class: "pick" }, drawnIn.get(row).length
        ? el("input", { type: "checkbox", title: "Show only the picked rows in the picture", "aria-label": `Only in the picture: ${name}`, onchange: () => changed() }) : null));
    }
  }
  const rows = {
    onpick: (then) => { changed = then; },
    unpick: () => { for (const box of picks()) box.checked = false; },
    // Papers of the picked rows; null: nothing is picked.
    picked() {
      const of = picks().map((box) => box.closest("tr"));
      return of.length ? new Set(of.flatMap((row) => (papersOf(row).length ? papersOf(row) : printing(row)))) : null;
    },
    // Rows of which nothing is left in the picture step back; picked ones stay, to be unpicked.
    follow(kept, without) {
      for (const body of bodies) {
        for (const row of body.rows) {
          const drawn = drawnIn.get(row), own = papersOf(row);
          const left = !kept || !drawn.length || (own.length ? own.some((at) => kept.has(at)) : drawn.every((at) => kept.has(at)));
          row.hidden = (!left || (kept && onlyBy(row, without))) && !row.querySelector(".pick input:checked");
        }
        const left = Array.from(body.rows).filter((row) => !row.hidden).length;
        body.closest(".table").querySelector("h2 .count").textContent = left === body.rows.length ? `${left}` : `${left} of ${body.rows.length}`;
      }
    },
  };
  Object.assign(window.tiegraph, { rows });
})();
