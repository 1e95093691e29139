// Filters: each one a menu of what this index holds; what is set is seen as a chip and cleared with one click.

const FILTERS = [
  ["lists", "List"], ["agencies", "Agency"], ["countries", "Country"], ["kinds", "Kind of source"], ["publishers", "Publisher"], ["documents", "Document"],
];

const filters = {
  build() {
    this.bar = h("div", { class: "filters", role: "group", "aria-label": "Filters" });
    return this.bar;
  },

  draw() {
    const offered = state.about.facets || {};
    const label = (name, value) => (offered[name] || []).find((row) => row[0] === value)?.[1] || value;
    const chips = [
      ...FILTERS.flatMap(([name, title]) => (state.filters[name] || []).map((value) => this.chip(title, label(name, value), () => this.toggle(name, value)))),
      ...["from", "until"].filter((name) => state.filters[name]).map((name) => this.chip(name === "from" ? "From" : "Until", state.filters[name], () => this.set(name, ""))),
    ];
    const some = FILTERS.some(([name]) => (offered[name] || []).length);
    fill(this.bar, some && this.menu(offered), chips, chips.length > 1 && h("button", { type: "button", class: "pill clear", onclick: () => this.clear() }, "Clear all"));
  },

  chip: (title, text, onclick) => h("button", { type: "button", class: "chip", onclick, "aria-label": `Remove the filter ${title}: ${text}` }, h("span", { class: "chip-name" }, title), h("span", {}, text), icon("close")),

  menu(offered) {
    const box = h("div", { class: "filter-box" },
      FILTERS.filter(([name]) => (offered[name] || []).length > 0).map(([name, title]) => this.section(name, title, offered[name])),
      h("fieldset", { class: "dates" }, h("legend", {}, "Published"),
        ["from", "until"].map((name) => h("label", {}, name === "from" ? "from " : "until ", h("input", { type: "date", class: "field", value: state.filters[name] || "", onchange: (event) => this.set(name, event.target.value, true) })))));
    const menu = h("details", { class: "menu filter-menu", open: this.open }, h("summary", { class: "pill" }, icon("filter"), "Filter sources"), box);
    menu.addEventListener("toggle", () => (this.open = menu.open));
    return menu;
  },

  section(name, title, rows) {
    const chosen = new Set(state.filters[name] || []);
    const list = h("div", { class: "options" });
    const draw = (wanted) => fill(list, rows.filter((row) => chosen.has(row[0]) || row[1].toLowerCase().includes(wanted.toLowerCase())).slice(0, 60)
      .map(([value, label, count]) => h("label", { class: "option" },
        h("input", { type: "checkbox", checked: chosen.has(value), onchange: () => this.toggle(name, value, true) }), h("span", {}, label), name !== "documents" && h("small", {}, count.toLocaleString("en")))));
    draw("");
    return h("details", { class: "filter-section", open: chosen.size > 0 || this.section === name }, h("summary", {}, title, chosen.size > 0 && badge(chosen.size)),
      rows.length > 8 && h("input", { type: "search", class: "field", placeholder: `Search ${plural(rows.length, "choice")}`, "aria-label": `Search in ${title}`, oninput: (event) => draw(event.target.value) }), list);
  },

  toggle(name, value, keep) {
    const chosen = new Set(state.filters[name] || []);
    if (!chosen.delete(value)) chosen.add(value);
    this.set(name, [...chosen], keep);
  },

  set(name, value, keep = false) {
    if (value.length) state.filters[name] = value;
    else delete state.filters[name];
    this.open = keep;
    if (!keep) return this.draw();
    // While the menu is open only the chips change, so that a keyboard stays where it is.
    const menu = this.bar.querySelector(".filter-menu");
    this.draw();
    this.bar.querySelector(".filter-menu").replaceWith(menu);
  },

  clear() {
    state.filters = {};
    this.open = false;
    this.draw();
  },
};
