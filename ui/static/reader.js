// The document beside the answer. Blocks of text load as they come into sight; every mark is cut on the server.

const reader = {
  place: null, // {doc, start, end, marks: [{start, end, n}], at}
  document: null,
  found: [],
  foundAt: -1,

  build() {
    this.title = h("h2", { class: "reader-title", tabindex: "-1" });
    this.meta = h("div", { class: "reader-meta" });
    this.card = h("div", { class: "reader-card" });
    this.body = h("div", { class: "reader-body", tabindex: "0", role: "region", "aria-label": "Text of the document" });
    this.where = h("span", { class: "where", "aria-live": "polite" });
    this.field = h("input", {
      type: "search", class: "field", placeholder: "Search in this document", "aria-label": "Search in this document",
      onkeydown: (event) => event.key === "Enter" && (event.preventDefault(), this.search(event.shiftKey ? -1 : 1)),
      oninput: () => (clearTimeout(this.timer), (this.timer = setTimeout(() => this.search(0), 250))),
    });
    this.hits = h("span", { class: "where", "aria-live": "polite" });
    this.previous = button("Previous citation (p)", () => this.step(-1), { icon: "left", quiet: true });
    this.next = button("Next citation (n)", () => this.step(1), { icon: "right", quiet: true });
    this.tools = h(
      "div", { class: "reader-tools" },
      h("div", { class: "group cites" }, this.previous, this.where, this.next),
      h("div", { class: "group seek" }, this.field, this.hits,
        button("Previous match", () => this.search(-1), { icon: "left", quiet: true }),
        button("Next match", () => this.search(1), { icon: "right", quiet: true })),
    );
    this.original = h("span", {});
    this.pane = h(
      "aside", { class: "reader", "aria-label": "Document", hidden: true },
      h("div", { class: "reader-head" },
        h("div", { class: "reader-top" }, this.title,
          h("div", { class: "group" },
            button("Copy quotation with reference", attempt(() => this.copyQuote()), { icon: "copy", quiet: true }),
            button("Copy link to this place", () => (copy(placeLink(this.place)), toast("Link copied.")), { icon: "link", quiet: true }),
            this.original,
            button("Close the document (Esc)", () => this.close(), { icon: "close", quiet: true, "data-close": "" }))),
        this.meta, this.tools),
      this.card, this.body,
    );
    this.watcher = new IntersectionObserver((entries) => {
      for (const entry of entries) if (entry.isIntersecting) this.load(Number(entry.target.dataset.n));
    }, { root: this.body, rootMargin: "800px 0px" });
    return this.pane;
  },

  open: attempt(async function (place, from) {
    reader.from = from || reader.from;
    reader.place = place;
    const known = reader.document && reader.document.id === place.doc;
    reader.pane.hidden = false;
    root.classList.add("reading");
    setAddress({ doc: place.doc, start: place.start, end: place.end });
    if (!known) {
      fill(reader.title, "Opening…");
      fill(reader.meta);
      fill(reader.card);
      fill(reader.body);
    }
    const opened = await call("document", { id: place.doc, start: place.start || 0, end: place.end || 0 });
    if (reader.place !== place) return; // another one was opened meanwhile
    reader.document = opened;
    reader.found = [];
    reader.foundAt = -1;
    reader.field.value = "";
    reader.drawHead();
    reader.showCurrent();
    reader.drawBody();
    await reader.goto(opened.block, ".mark.strong");
    if (matchMedia("(max-width: 900px)").matches) reader.title.focus({ preventScroll: true });
  }),

  close() {
    this.pane.hidden = true;
    root.classList.remove("reading");
    this.place = this.document = null;
    setAddress({ doc: null, start: null, end: null });
    this.showCurrent();
    if (this.from && this.from.isConnected) this.from.focus();
  },

  drawHead() {
    const d = this.document;
    fill(this.title, d.title);
    fill(this.meta, byline(d), h("span", { class: "path", title: `SHA-256 ${d.sha256}` }, d.path),
      d.twins.length > 0 && h("details", { class: "twins" }, h("summary", {}, `Same text in ${plural(d.twins.length, "other document")}`),
        h("ul", {}, d.twins.map((twin) => h("li", {}, placeAnchor({ doc: twin.id, start: 0, end: 0 }, {}, twin.title), " ", byline(twin))))));
    fill(this.original, d.url && h("a", { class: "button quiet", href: d.url, target: "_blank", rel: "noreferrer noopener", "aria-label": "Open the original", title: "Open the original: " + d.url }, icon("out")));
    fill(this.card, d.record && recordCard(d.record));
    const cites = this.place.marks || [];
    const at = cites.findIndex((mark) => mark.start === this.place.start && mark.end === this.place.end && mark.doc === d.id);
    fill(this.where, cites.length ? `Citation ${at + 1} of ${cites.length}` : "");
    this.pane.querySelector(".cites").hidden = cites.length < 1;
    this.previous.disabled = this.next.disabled = cites.length < 2;
    fill(this.hits);
  },

  // The mark [n] that is open is seen in the answer, too.
  showCurrent() {
    const { place } = this;
    root.querySelectorAll(".cite").forEach((cite) => cite.classList.toggle("current",
      !!place && cite.dataset.doc === place.doc && Number(cite.dataset.start) === place.start && Number(cite.dataset.end) === place.end));
  },

  drawBody() {
    this.watcher.disconnect();
    const d = this.document;
    this.blocks = d.blocks.map(([start, end], n) =>
      // An estimate keeps the scroll bar honest until the block is there.
      h("div", { class: "block waiting", data: { n: String(n) }, style: `min-height:${Math.round((end - start) / 80) * 24}px` }));
    fill(this.body, this.blocks.length ? this.blocks : notice("This document has no text."));
  },

  marks() {
    const { place, document: d } = this;
    const lights = (place.marks || []).filter((m) => m.doc === d.id && !(m.start === place.start && m.end === place.end));
    return [
      ...(place.end > place.start ? [[d.start, d.end, "strong", place.n || 0]] : []),
      ...lights.map((m) => [m.start, m.end, "light", m.n]),
      ...this.found.slice(Math.max(0, this.foundAt - 200), this.foundAt + 200).map(([start, end]) => [start, end, "found", 0]),
    ];
  },

  async load(n, again = false) {
    const block = this.blocks[n];
    if (!block || (!again && !block.classList.contains("waiting"))) return block && block.ready;
    block.classList.remove("waiting");
    const { document: d } = this;
    const marks = this.marks();
    const turn = (block.turn = (block.turn || 0) + 1);
    block.ready = call("block", { id: d.id, n, marks }).then((got) => {
      if (this.document !== d || block.turn !== turn) return; // a later marking of this block is under way
      block.style.minHeight = "";
      fill(block, got.runs.map(([text, covering, control]) => {
        const kinds = covering.map((i) => marks[i][2]);
        if (!kinds.length) return control ? h("span", { class: "ctl", title: "A control character of the source" }, text) : text;
        const light = covering.map((i) => marks[i]).find((m) => m[2] === "light");
        return h("mark", { class: `mark ${kinds.join(" ")}${control ? " ctl" : ""}`, title: light && !kinds.includes("strong") ? `Citation ${light[3]} of this answer` : null }, text);
      }));
    }).catch((error) => (block.classList.add("waiting"), toast(error.message, "problem")));
    return block.ready;
  },

  async goto(n, selector) {
    const block = this.blocks[n];
    if (!block) return;
    await this.load(n);
    if (!block.isConnected) return;
    const target = block.querySelector(selector) || (this.place.end > this.place.start || n ? block : null);
    if (target) this.scrollTo(target);
    this.blocks.forEach((each) => this.watcher.observe(each));
    // Neighbours that arrive above would push the mark away: load them, then go there once more.
    await Promise.all([this.load(n - 1), this.load(n + 1)]);
    if (target && target.isConnected) this.scrollTo(target);
  },

  scrollTo(target) {
    const offset = target.getBoundingClientRect().top - this.body.getBoundingClientRect().top;
    this.body.scrollTop += offset - this.body.clientHeight * 0.3;
  },

  step(by) {
    const cites = (this.place && this.place.marks) || [];
    if (!cites.length) return;
    const at = cites.findIndex((m) => m.start === this.place.start && m.end === this.place.end && m.doc === this.place.doc);
    const to = cites[(at + by + cites.length) % cites.length];
    this.open({ ...this.place, doc: to.doc, start: to.start, end: to.end, n: to.n });
  },

  search: attempt(async function (by) {
    const wanted = reader.field.value.trim();
    const d = reader.document;
    if (!d) return;
    if (wanted !== reader.wanted || by === 0) {
      reader.wanted = wanted;
      reader.found = wanted.length > 1 ? (await call("search_in", { id: d.id, query: wanted })).hits : [];
      if (reader.document !== d) return;
      reader.foundAt = reader.found.length ? 0 : -1;
    } else if (reader.found.length) {
      reader.foundAt = (reader.foundAt + by + reader.found.length) % reader.found.length;
    }
    fill(reader.hits, reader.found.length ? `${reader.foundAt + 1} of ${reader.found.length}` : wanted.length > 1 ? "none" : "");
    reader.blocks.forEach((block, n) => block.classList.contains("waiting") || reader.load(n, true));
    if (reader.foundAt < 0) return;
    const [start, , n] = reader.found[reader.foundAt];
    await reader.goto(n, ".mark.found");
    const before = reader.found.filter(([other, , block]) => block === n && other < start).length;
    const marks = reader.blocks[n].querySelectorAll(".mark.found");
    reader.body.querySelectorAll(".now").forEach((mark) => mark.classList.remove("now"));
    if (marks[before]) (marks[before].classList.add("now"), reader.scrollTo(marks[before]));
  }),

  async copyQuote() {
    const selected = String(getSelection()).trim();
    const d = this.document;
    const reference = d.copy;
    await copy(selected && this.body.contains(getSelection().anchorNode) ? `“${selected}”\n— ${d.reference}` : reference);
    toast("Quotation and reference copied.");
  },
};

// A record as a card: its fields, each a link to its place in the table.
function recordCard(record) {
  return h(
    "section", { class: "card record", "aria-label": "Record" },
    h("details", { open: !matchMedia("(max-width: 900px)").matches }, h("summary", {}, record.name),
    h("dl", {}, record.fields.map((field) => [
      h("dt", {}, field.name),
      h("dd", {}, field.values.map(([value, start, end], i) => [
        i > 0 && h("span", { class: "sep" }, "; "),
        placeAnchor({ doc: record.document.id, start, end, marks: [{ doc: record.document.id, start: record.start, end: record.end, n: 0 }] }, { class: "plain" }, value),
      ])),
    ]))),
  );
}
