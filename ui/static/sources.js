// Sources: what is indexed; adding by upload, address or official list; removing, which asks first.

const sources = {
  sort: ["title", 1],

  build() {
    this.adding = h("div", { class: "adding" });
    this.work = h("div", { class: "work", "aria-live": "polite" });
    this.field = h("input", { type: "search", class: "field", placeholder: "Search titles, publishers, paths", "aria-label": "Search the sources", oninput: () => this.draw() });
    this.table = h("div", { class: "wide" });
    this.view = h("section", { class: "view sources", "aria-label": "Sources", hidden: true },
      h("div", { class: "scroll" }, h("h1", {}, "Sources"), this.adding, this.work, h("div", { class: "controls" }, this.field), this.table));
    return this.view;
  },

  async enter() {
    if (!this.adding.childElementCount && !state.about.read_only) this.drawAdding();
    this.rows = (await call("documents")).documents;
    this.draw();
  },

  drawAdding() {
    const files = h("input", { type: "file", multiple: true, accept: state.about.suffixes.join(","), class: "sr", id: "wl-files", onchange: attempt(() => this.upload([...files.files])) });
    const drop = h("label", { class: "drop", for: "wl-files", ondragover: (event) => event.preventDefault(), ondrop: attempt((event) => (event.preventDefault(), this.upload([...event.dataTransfer.files]))) },
      icon("plus"), h("span", {}, h("b", {}, "Choose files"), " or drop them here"), h("small", {}, `${state.about.suffixes.join(" ")} · up to ${Math.round(state.about.largest / 2 ** 20)} MB each`));
    const url = h("input", { type: "url", class: "field", placeholder: "https://…", "aria-label": "Address of a document", required: true, maxlength: "2000" });
    const published = h("input", { type: "date", class: "field", "aria-label": "Publication date, if the document does not say it" });
    const publisher = h("input", { type: "text", class: "field", placeholder: "Publisher, if not said", "aria-label": "Publisher, if the document does not say it", maxlength: "200" });
    this.facts = () => ({ published: published.value, publisher: publisher.value });
    const official = h("select", { class: "field", "aria-label": "Official list to fetch" }, state.about.fetchable.map(([id, name]) => h("option", { value: id }, name)));
    fill(this.adding, files, drop,
      h("form", { class: "add-row", onsubmit: attempt(async (event) => { event.preventDefault(); const asked = url.value; url.value = ""; await this.run(call("add_url", { url: asked, ...this.facts() }), `Fetching ${asked}`); }) },
        url, h("button", { type: "submit", class: "button" }, "Add address")),
      h("details", { class: "more" }, h("summary", {}, "Facts that the documents do not say themselves"), h("div", { class: "add-row" }, h("label", {}, "Published ", published), publisher)),
      h("div", { class: "add-row" }, state.about.fetchable.length > 0 && [official, button("Fetch official list", attempt(() => this.run(call("fetch", { what: official.value }), `Fetching ${official.value}`)))],
        button("Index the sample documents", attempt(() => this.samples()))));
  },

  async upload(chosen) {
    const known = state.about.suffixes;
    const refused = chosen.filter((f) => f.size > state.about.largest || !known.some((suffix) => f.name.toLowerCase().endsWith(suffix)));
    const taken = chosen.filter((f) => !refused.includes(f));
    const reasons = refused.map((f) => ({ path: f.name, reason: f.size > state.about.largest ? "larger than what can be uploaded here: use `whylisted add`" : "not of a kind that is read: " + known.join(" ") }));
    const paths = [];
    for (const [i, file] of taken.entries()) {
      fill(this.work, this.progress(`Uploading ${file.name}`, i, taken.length));
      try {
        paths.push({ path: (await upload(file)).path, name: file.name });
      } catch (error) {
        reasons.push({ path: file.name, reason: `could not be uploaded: ${error.message}` });
      }
    }
    if (paths.length) await this.run(call("add_files", { files: paths, ...this.facts() }), `Reading ${plural(paths.length, "file")}`, reasons);
    else fill(this.work, this.report({ summary: null, refused: reasons }));
  },

  samples() {
    shell.go("sources");
    return this.run(call("add_samples"), "Reading the sample documents");
  },

  // A job runs on the server; the page asks how far it is.
  async run(started, title, reasons = []) {
    fill(this.work, this.progress(title, 0, 0));
    const { job } = await started;
    for (;;) {
      const now = await call("job", { id: job });
      if (now.done) {
        fill(this.work, this.report({ ...now, refused: [...reasons, ...now.refused] }));
        break;
      }
      fill(this.work, this.progress(`${title}: ${now.step} ${now.path || ""}`, now.at, now.of));
      await new Promise((go) => setTimeout(go, 300));
    }
    await shell.hello();
    await this.enter();
  },

  progress: (text, at, of) => h("div", { class: "progress" }, h("span", {}, text), h("progress", { max: of || null, value: of ? at : null, "aria-label": text }), of > 0 && h("small", {}, `${at.toLocaleString("en")} of ${of.toLocaleString("en")}`)),

  report({ summary, refused, problem, failures = [], warnings = [] }) {
    const list = (title, lines) => lines.length > 0 && h("div", { class: "notice problem" }, h("b", {}, title), h("ul", {}, lines.map((line) => h("li", {}, line))));
    return [
      problem && notice(problem, "problem"),
      summary && h("p", { class: "notice done", role: "status" }, summary),
      refused.length > 0 && h("div", { class: "notice problem" }, h("b", {}, `${plural(refused.length, "file")} refused`), h("ul", {}, refused.map((r) => h("li", {}, r.path, ": ", r.reason)))),
      list("Could not be read in part", failures),
      list("Left out in part", warnings),
    ];
  },

  // A file that gives many documents (one for each section) is one line that unfolds.
  draw() {
    const wanted = this.field.value.trim().toLowerCase();
    const [by, way] = this.sort;
    const fits = this.rows.filter((r) => `${r.title} ${r.publisher || ""} ${r.path}`.toLowerCase().includes(wanted));
    const files = new Map();
    for (const row of fits) files.set(row.path, [...(files.get(row.path) || []), row]);
    const sum = (rows, key) => rows.reduce((total, r) => total + r[key], 0);
    const lines = [...files.values()].map((parts) => parts.length === 1 ? parts[0]
      : { ...parts[0], title: parts[0].path, many: parts, twins: 0, ...Object.fromEntries(["passages", "records", "statements"].map((key) => [key, sum(parts, key)])) });
    lines.sort((a, b) => way * (typeof a[by] === "number" ? a[by] - b[by] : String(a[by] ?? "").localeCompare(String(b[by] ?? ""))));
    const columns = [["title", "Document"], ["publisher", "Publisher"], ["date", "Date"], ["kind_name", "Kind"], ["passages", "Passages"], ["records", "Records"], ["statements", "Statements"]];
    fill(this.table, !this.rows.length ? notice("Nothing is indexed yet.") : [
      h("p", { class: "count", role: "status" }, `${fits.length === this.rows.length ? "" : fits.length.toLocaleString("en") + " of "}${plural(this.rows.length, "document")} in ${plural(files.size, "file")}`),
      h("table", { class: "sortable documents" },
        h("thead", {}, h("tr", {}, columns.map(([key, title]) => h("th", { scope: "col", class: ["passages", "records", "statements"].includes(key) ? "number" : null, "aria-sort": by === key ? (way > 0 ? "ascending" : "descending") : "none" },
          h("button", { type: "button", onclick: () => ((this.sort = [key, by === key ? -way : 1]), this.draw()) }, title, by === key && (way > 0 ? " ↑" : " ↓")))), h("th", { scope: "col" }, h("span", { class: "sr" }, "Remove")))),
        h("tbody", {}, lines.slice(0, 1000).map((r) => [this.line(r), r.many && (wanted || this.unfolded === r.path) && r.many.slice(0, 300).map((part) => this.line(part, true))]))),
      lines.length > 1000 && notice("The first 1,000 files are shown: search to narrow them."),
    ]);
  },

  line(r, part = false) {
    const number = (n) => h("td", { class: "number" }, n ? n.toLocaleString("en") : "–");
    const open = this.unfolded === r.path;
    return h("tr", { class: r.many ? "file" : part ? "part" : null },
      h("td", { class: "doc" }, r.many
        ? h("button", { type: "button", class: "unfold", "aria-expanded": String(open), onclick: () => ((this.unfolded = open ? null : r.path), this.draw()) }, open ? "▾ " : "▸ ", r.path, h("small", {}, plural(r.many.length, "document")))
        : [placeAnchor({ doc: r.id, start: 0, end: 0 }, {}, r.title), h("small", {}, [!part && r.path !== r.title && r.path, r.twins > 0 && `same text in ${plural(r.twins, "other")}`].filter(Boolean).join(" · "))]),
      h("td", {}, r.publisher || "–"), h("td", { class: "day" }, r.date || "–"), h("td", {}, !r.many && badge(r.kind_name, r.official ? "official" : "")),
      number(r.passages), number(r.records), number(r.statements),
      h("td", {}, !part && !state.about.read_only && button(`Remove ${r.title}`, () => this.remove(r), { icon: "trash", quiet: true })));
  },

  remove(row) {
    const box = h("dialog", { class: "box", "aria-label": "Remove a document" },
      h("h2", {}, "Remove this document?"), h("p", {}, h("b", {}, row.title)),
      h("p", {}, row.parts > 1 ? `It is one of ${row.parts} parts of ${row.path}; all of them are removed. ` : "", "Answers will no longer use it. The file itself is not touched."),
      h("div", { class: "group end" }, button("Keep it", () => box.close()), button("Remove", attempt(async () => { box.close(); await this.run(call("remove", { path: row.path }), `Removing ${row.path}`); }), { class: "button danger" })));
    root.append(box);
    box.addEventListener("close", () => box.remove());
    box.showModal();
  },
};
