// Entities: find by name, a card for each list that has it, a timeline over lists and documents.

const entities = {
  build() {
    this.field = h("input", {
      type: "search", class: "field big", placeholder: "Name, alias or acronym", "aria-label": "Search entities by name", maxlength: "500",
      oninput: () => (clearTimeout(this.timer), (this.timer = setTimeout(attempt(() => this.search()), 200))),
      onkeydown: (event) => event.key === "Enter" && this.results.querySelector("button")?.click(),
    });
    this.results = h("div", { class: "results", role: "group", "aria-label": "Names found" });
    this.detail = h("div", { class: "entity" });
    this.view = h("section", { class: "view entities", "aria-label": "Entities", hidden: true },
      h("div", { class: "scroll" }, h("h1", {}, "Entities"), this.field, this.results, this.detail));
    return this.view;
  },

  async enter(at) {
    if (at.name && (at.name !== this.shown || history.state?.exact !== this.exact)) await this.open(at.name, history.state?.exact === true);
    else if (!this.shown) this.field.focus({ preventScroll: true });
  },

  // A name that was chosen from a list means that entity and no other.
  go(name) {
    shell.go("entities", { name });
    history.replaceState({ exact: true }, "");
    return attempt(() => this.open(name, true))();
  },

  async search() {
    const query = this.field.value.trim();
    if (!query) return fill(this.results);
    const { matches } = await call("find_entities", { query });
    if (query !== this.field.value.trim()) return;
    fill(this.results, matches.length ? matches.map((m) => h("button", { type: "button", class: "result", onclick: () => this.go(m.name) },
      h("strong", {}, m.name), h("span", { class: "detail" }, m.matched !== m.name && `found as “${m.matched}” · `, m.detail),
      h("span", { class: "match" }, badge(m.how, m.sure ? "official" : ""), h("span", { class: "score", title: "How surely it is this name" }, `${Math.round(m.score * 100)}%`))))
      : notice("No name like this in the lists or documents of this index."));
  },

  async open(name, exact = true) {
    this.shown = name;
    this.exact = exact;
    fill(this.results);
    fill(this.detail, notice("Looking through the lists and documents…"));
    const found = await call("entity", { name, exact }).catch((error) => (fill(this.detail, notice(error.message)), null));
    if (!found) return;
    if (this.shown !== name) return;
    this.field.value = "";
    fill(this.detail, this.draw(found));
  },

  draw(e) {
    if (e.candidates.length) {
      return [h("p", {}, `“${e.name}” may be any of these:`), h("div", { class: "choices" }, e.candidates.map((c) =>
        h("button", { type: "button", class: "choice", onclick: () => this.go(c.name) }, h("strong", {}, c.name), h("span", {}, c.detail))))];
    }
    return [
      h("header", { class: "entity-head" }, h("h2", { dir: "auto" }, e.name),
        h("p", { class: "detail" }, [e.countries.join(", "), e.lists.join(", ")].filter(Boolean).join(" · ") || "On no list that is indexed; spoken of in documents."),
        h("div", { class: "group" }, button("Why is it listed?", () => (shell.go("ask"), ask.send(`Why was ${e.name} listed?`)), { icon: "ask" }),
          button("Copy link", () => (copy(linkTo({ view: "entities", name: e.name })), toast("Link copied.")), { icon: "link", quiet: true }))),
      e.names.length > 0 && h("section", {}, h("h3", { class: "label" }, "Also known as"), h("p", { class: "names", dir: "auto" }, e.names.map((n, i) => [i > 0 && " · ", n]))),
      timeline(e.events),
      e.cards.length > 0 && h("section", {}, h("h3", { class: "label" }, "On the lists"), e.cards.map((card) => h("section", { class: "card record" },
        h("h4", {}, placeAnchor({ doc: card.document.id, start: card.start, end: card.end }, {}, card.list), " ", h("span", { class: "byline" }, card.agency, card.document.date && ` · ${card.document.date}`)),
        h("dl", {}, card.fields.map((field) => [h("dt", {}, field.name), h("dd", {}, field.values.map(([value, start, end], i) => [i > 0 && h("span", { class: "sep" }, "; "), placeAnchor({ doc: card.document.id, start, end }, { class: "plain" }, value)]))]))))),
      e.related.length > 0 && h("section", {}, h("h3", { class: "label" }, "Listed by the same rule"), h("ul", { class: "related" }, e.related.map((r) => h("li", {}, h("button", { type: "button", class: "linkish", onclick: () => this.go(r.name) }, r.name), " ", h("span", { class: "detail" }, r.rule))))),
    ];
  },
};
