// Changes between two snapshots of a list: a table that can be sorted, narrowed and exported; each row cited on both sides.

const changes = {
  sort: ["", 1], // as the server orders them: by what happened, then by name

  build() {
    this.controls = h("div", { class: "controls" });
    this.table = h("div", { class: "wide" });
    this.view = h("section", { class: "view changes", "aria-label": "Changes", hidden: true }, h("div", { class: "scroll" }, h("h1", {}, "Changes"), this.controls, this.table));
    return this.view;
  },

  async enter() {
    const { snapshots } = await call("snapshots");
    const ready = snapshots.filter((list) => list.days.length > 1);
    if (!ready.length) {
      fill(this.controls, notice("Changes are found between two snapshots of one list: index a list as it stood on two days."),
        snapshots.length > 0 && h("ul", {}, snapshots.map((l) => h("li", {}, `${l.name}: ${l.days.map((d) => d.day || "no date").join(", ")}`))));
      return fill(this.table);
    }
    const pick = (label, options, chosen) => h("label", {}, label, " ", h("select", { class: "field", onchange: attempt(() => this.load()) }, options.map(([value, text]) => h("option", { value, selected: value === chosen }, text))));
    const list = this.list && ready.find((l) => l.id === this.list) ? this.list : ready[0].id;
    const days = ready.find((l) => l.id === list).days.map((d) => [d.day, d.day]);
    const listBox = pick("List", ready.map((l) => [l.id, l.name]), list);
    listBox.querySelector("select").addEventListener("change", (event) => ((this.list = event.target.value), this.enter()));
    const from = pick("from", days.slice(0, -1), days[days.length - 2][0]);
    const to = pick("to", days.slice(1), days[days.length - 1][0]);
    const spaces = h("label", {}, h("input", { type: "checkbox", onchange: attempt(() => this.load()) }), " also rows that differ only in spacing");
    fill(this.controls, listBox, from, to, spaces);
    this.read = () => ({ list: listBox.querySelector("select").value, from: from.querySelector("select").value, to: to.querySelector("select").value, reformatted: spaces.querySelector("input").checked });
    await this.load();
  },

  async load() {
    fill(this.table, notice("Comparing…"));
    this.found = await call("changes", this.read());
    this.draw();
  },

  draw() {
    const { rows, counts } = this.found;
    const [by, way] = this.sort;
    const sorted = !by ? rows : [...rows].sort((a, b) => way * String(a[by] || "").localeCompare(String(b[by] || "")));
    const columns = [["what", "Change"], ["name", "Name"], ["country", "Country"], ["detail", "What changed"]];
    fill(this.table,
      h("p", { class: "count", role: "status" }, rows.length ? Object.entries(counts).filter(([, n]) => n).map(([what, n]) => `${n.toLocaleString("en")} ${what}`).join(", ") : "No changes between these two days."),
      rows.length > 0 && h("div", { class: "group" }, button("Export as CSV", () => this.save("csv"), { icon: "save" }), button("Export as JSON", () => this.save("json"), { icon: "save" })),
      rows.length > 0 && h("table", { class: "sortable" },
        h("thead", {}, h("tr", {}, columns.map(([key, title]) => h("th", { scope: "col", "aria-sort": by === key ? (way > 0 ? "ascending" : "descending") : "none" },
          h("button", { type: "button", onclick: () => ((this.sort = [key, by === key ? -way : 1]), this.draw()) }, title, by === key && (way > 0 ? " ↑" : " ↓")))), h("th", { scope: "col" }, "Read"))),
        h("tbody", {}, sorted.slice(0, 2000).map((row) => h("tr", {},
          h("td", {}, h("b", { class: `what ${row.what}` }, row.what)), h("td", { dir: "auto" }, row.name), h("td", {}, row.country),
          h("td", { class: "diff", dir: "auto" }, row.fields.map((f) => h("div", {}, h("i", {}, f.name, ": "), f.before && h("del", {}, f.before), f.before && f.after && " → ", f.after && h("ins", {}, f.after)))),
          h("td", { class: "read" }, row.before && placeAnchor(row.before, {}, "before"), row.before && row.after && " · ", row.after && placeAnchor(row.after, {}, "after")))))),
      rows.length > 2000 && notice(`The first 2,000 of ${rows.length.toLocaleString("en")} rows are shown; exports hold all.`));
  },

  save(kind) {
    const asked = this.read();
    const name = `${asked.list}-changes-${asked.from}-${asked.to}.${kind}`;
    if (kind === "json") return download(name, JSON.stringify(this.found, null, 2), "application/json");
    // A cell that begins like a formula is kept from being one in a spreadsheet.
    const cell = (text) => `"${String(text || "").replace(/^([=+\-@\t\r])/, "'$1").replaceAll('"', '""')}"`;
    const lines = this.found.rows.map((r) => [r.what, r.name, r.country, r.fields.map((f) => `${f.name}: ${f.before} -> ${f.after}`).join("; "), r.before ? placeLink(r.before) : "", r.after ? placeLink(r.after) : ""].map(cell).join(","));
    download(name, ["change,name,country,fields,before,after", ...lines].join("\r\n") + "\r\n", "text/csv");
  },
};
