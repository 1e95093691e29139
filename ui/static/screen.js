// Screen: a file of counterparties against every list; rows sorted, narrowed and opened, each claim cited; exports; clearing.

const DECISIONS = [["match", "no"], ["possible", "part"], ["none", "official"], ["not screened", ""]];
const SCREENED = ".csv,.tsv,.txt,.xlsx,.xlsm,.jsonl,.ndjson,.json";
const A_CALL = 650_000; // bytes of a file that may come with a call where nothing can be uploaded

const screening = {
  ask: { sort: "decision", down: false, decision: "", words: "", start: 0 },
  many: 50,

  build() {
    this.work = h("div", { class: "work", "aria-live": "polite" });
    this.table = h("div", { class: "screened" });
    this.view = h("section", { class: "view screen", "aria-label": "Screen", hidden: true },
      h("div", { class: "scroll" }, h("h1", {}, "Screen a file of counterparties"), this.intake(), this.work, this.table));
    return this.view;
  },

  enter() {},

  intake() {
    const file = h("input", { type: "file", accept: SCREENED, class: "sr", id: "wl-screen", onchange: attempt(() => this.take(file)) });
    const drop = h("label", { class: "drop", for: "wl-screen", ondragover: (event) => event.preventDefault(), ondrop: attempt((event) => (event.preventDefault(), this.send(event.dataTransfer.files[0]))) },
      icon("plus"), h("span", {}, h("b", {}, "Choose a file"), " or drop it here"), h("small", {}, "CSV, XLSX or JSON lines with a column of names; country, numbers and birth dates are compared, too. It is read and not kept."));
    const number = (label, value) => h("label", {}, label, " ", h("input", { type: "number", class: "field score-field", min: "0.05", max: "1", step: "0.01", value }));
    const match = number("Match from", "0.9"), possible = number("Possible from", "0.6");
    const since = h("label", {}, "Only what changed since ", h("input", { type: "date", class: "field" }));
    const column = h("label", {}, "Column of names ", h("input", { type: "text", class: "field", placeholder: "recognised by its title", maxlength: "200" }));
    const value = (label) => label.querySelector("input").value;
    this.options = () => ({ match: Number(value(match)), possible: Number(value(possible)), since: value(since), columns: value(column) ? [`name=${value(column)}`] : [] });
    return h("div", { class: "adding" }, file, drop, h("details", { class: "more" }, h("summary", {}, "Thresholds, and what is compared"), h("div", { class: "add-row" }, match, possible, since, column)));
  },

  async take(input) {
    const [file] = input.files;
    input.value = "";
    if (file) await this.send(file);
  },

  async send(file) {
    if (!file) return;
    fill(this.table);
    fill(this.work, sources.progress(`Reading ${file.name}`, 0, 0));
    try {
      const { job } = await call("screen_start", { ...(await givenFile(file)), ...this.options() });
      for (;;) {
        const now = await call("screen_job", { id: job });
        if (now.problem) throw new Error(now.problem);
        if (now.done) break;
        this.progress(`Screening ${file.name}`, now.at, now.of);
        await new Promise((go) => setTimeout(go, 300));
      }
      this.job = job;
      Object.assign(this.ask, { decision: "", words: "", start: 0 });
      fill(this.work);
      this.frame();
      await this.load();
    } catch (error) {
      fill(this.work, notice(error.message, "problem"));
    }
  },

  // The bar is kept, so that screen readers are not told of a new one three times a second.
  progress(text, at, of) {
    const bar = this.work.querySelector("progress");
    if (!bar || !of || !bar.max) return fill(this.work, sources.progress(text, at, of));
    bar.value = at;
    this.work.querySelector("small").textContent = `${at.toLocaleString("en")} of ${of.toLocaleString("en")}`;
  },

  frame() {
    this.head = h("div", { class: "screened-head" });
    this.field = h("input", { type: "search", class: "field", placeholder: "Search names, ids, lists", "aria-label": "Search the rows", maxlength: "300",
      oninput: () => (clearTimeout(this.timer), (this.timer = setTimeout(attempt(() => this.change({ words: this.field.value })), 200))) });
    this.chips = h("div", { class: "group", role: "group", "aria-label": "Decisions" });
    this.rows = h("div", { class: "wide" });
    const forms = [["html", "HTML, to print and sign"], ["xlsx", "XLSX"], ["csv", "CSV"], ["jsonl", "JSON lines"]];
    const menu = h("details", { class: "menu" }, h("summary", { class: "button", "aria-label": "Export the report" }, icon("save"), "Export"),
      h("div", { class: "menu-items" }, forms.map(([form, title]) => h("button", { type: "button", onclick: attempt(() => ((menu.open = false), this.save(form))) }, title))));
    fill(this.table, this.head, h("div", { class: "controls" }, this.chips, this.field, menu), this.rows);
  },

  change(asked) {
    Object.assign(this.ask, { start: 0 }, asked);
    return this.load();
  },

  async load() {
    const asked = { id: this.job, ...this.ask, many: this.many };
    const found = await call("screen_rows", asked);
    if (asked.words === this.ask.words && asked.decision === this.ask.decision) this.draw(found);
  },

  draw(found) {
    const chip = (name, count, kind) => h("button", { type: "button", class: "button", "aria-pressed": String(this.ask.decision === name), onclick: attempt(() => this.change({ decision: name })) }, name ? badge(name, kind) : "all", ` ${count.toLocaleString("en")}`);
    fill(this.chips, chip("", found.all), DECISIONS.filter(([name]) => found.counts[name]).map(([name, kind]) => chip(name, found.counts[name], kind)));
    const wrong = found.problems.length + found.more_problems;
    fill(this.head, h("p", { class: "count", role: "status" }, `${found.file}: ${found.summary}`),
      wrong > 0 && h("details", { class: "more wrong" }, h("summary", {}, `${plural(wrong, "thing")} wrong with the file or its rows`), h("ul", {}, found.problems.map((line) => h("li", {}, line)), found.more_problems > 0 && h("li", {}, `and ${found.more_problems.toLocaleString("en")} more, in the exports`))),
      h("details", { class: "more" }, h("summary", {}, "Screened against"), h("ul", {}, found.about.map((line) => h("li", {}, line)))));
    const columns = [["row", "Row"], ["id", "Id"], ["name", "Name"], ["decision", "Decision"], ["score", "Score"], ["list", "Best listed party"]];
    const turn = (key) => attempt(() => this.change({ sort: key, down: this.ask.sort === key ? !this.ask.down : key === "score" }));
    const title = ([key, text]) => h("th", { scope: "col", class: key === "score" || key === "row" ? "number" : null, "aria-sort": this.ask.sort === key ? (this.ask.down ? "descending" : "ascending") : "none" },
      h("button", { type: "button", onclick: turn(key) }, text, this.ask.sort === key && (this.ask.down ? " ↓" : " ↑")));
    fill(this.rows, !found.fitting ? notice("No row fits.") : [
      h("table", { class: "sortable screening" }, h("thead", {}, h("tr", {}, columns.map(title))), h("tbody", {}, found.rows.map((row) => this.line(row)))),
      this.pager(found)]);
  },

  pager(found) {
    const last = Math.min(found.fitting, this.ask.start + this.many);
    const step = (by) => attempt(async () => (await this.change({ start: this.ask.start + by }), this.table.scrollIntoView()));
    return h("div", { class: "group" }, button("Earlier rows", step(-this.many), { disabled: this.ask.start === 0 }), button("Later rows", step(this.many), { disabled: last >= found.fitting }),
      h("span", { class: "where" }, `${(this.ask.start + 1).toLocaleString("en")} to ${last.toLocaleString("en")} of ${found.fitting.toLocaleString("en")}`));
  },

  line(row) {
    const kind = Object.fromEntries(DECISIONS)[row.decision];
    const opens = row.hits > 0 || row.wrong > 0;
    const detail = h("tr", { class: "found", hidden: true }, h("td", { colspan: "6" }));
    const unfold = attempt(async (event) => {
      detail.hidden = !detail.hidden;
      event.currentTarget?.setAttribute("aria-expanded", String(!detail.hidden));
      if (!detail.hidden && !detail.firstChild.firstChild) this.fold(detail.firstChild, await call("screen_row", { id: this.job, n: row.n }));
    });
    const name = h("span", { dir: "auto" }, row.name || "no name");
    return [
      h("tr", {}, h("td", { class: "number" }, row.row), h("td", { class: "id" }, row.id),
        h("td", { class: "doc" }, opens ? h("button", { type: "button", class: "unfold", "aria-expanded": "false", onclick: unfold }, name) : name, row.wrong > 0 && h("small", {}, "something is wrong with this row")),
        h("td", {}, badge(row.decision, kind), row.cleared && h("small", {}, " cleared"), row.reopened && h("small", {}, " open again")), h("td", { class: "number" }, row.decision === "not screened" ? "–" : row.score.toFixed(3)),
        h("td", { class: "doc" }, row.best, row.list && h("small", {}, row.list, row.hits > 1 && ` and ${plural(row.hits - 1, "more listed row")}`))),
      detail,
    ];
  },

  fold(cell, row) {
    fill(cell, row.problems.map((line) => notice(line, "problem")), row.found.map((hit) => this.hit(cell, row, hit)), row.more > 0 && notice(`and ${plural(row.more, "more listed row")}: screen with the command and --hits to see them`));
  },

  hit(cell, row, hit) {
    const box = h("div", { class: "note-form" });
    const clear = () => {
      const note = h("input", { type: "text", class: "field", placeholder: "Why it is not the one", "aria-label": "Note on why it is cleared", maxlength: "2000", required: true });
      fill(box, h("form", { onsubmit: attempt(async (event) => (event.preventDefault(), this.fold(cell, await call("screen_clear", { id: this.job, n: row.n, hit: hit.n, note: note.value })), await this.recount())) }, note, h("button", { class: "button" }, "Clear")));
      note.focus();
    };
    const open = () => cases.start({ screening: { id: this.job, n: row.n }, about: `About ${row.name || row.id}, as it stands in the file. What is found for it now is kept with the case.` });
    return drawHit(hit, !state.about.read_only && h("div", { class: "group" }, !hit.cleared && button("Not this one: clear it", clear, { icon: "check" }), button("Open a case", open, { icon: "cases" })), box);
  },

  // Counts and decisions again after a clearing; what is unfolded stays.
  async recount() {
    const found = await call("screen_rows", { id: this.job, ...this.ask, many: this.many });
    this.head.querySelector(".count").textContent = `${found.file}: ${found.summary}`;
    toast("Cleared. Later screenings show the note, and open it again when the listed row changes.");
  },

  async save(form) {
    saveFile(await call("screen_export", { id: this.job, format: form }));
  },
};
