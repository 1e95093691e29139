// The frame: views and how to get to them, the document beside, keys, light and dark.

const VIEWS = [["ask", "Ask"], ["entities", "Entities"], ["screen", "Screen"], ["cases", "Cases"], ["watch", "Watch"], ["changes", "Changes"], ["sources", "Sources"], ["history", "History"]];
const THEMES = ["auto", "light", "dark"];

const shell = {
  build() {
    this.nav = h("nav", { class: "nav", "aria-label": "Views" }, VIEWS.map(([name, title]) =>
      h("button", { type: "button", class: "tab", data: { view: name }, onclick: () => this.go(name) }, icon(name), h("span", {}, title))));
    this.index = h("button", { type: "button", class: "index-line", title: "What is indexed", onclick: () => this.go("sources") });
    this.main = h("main", { class: "main" });
    this.divider = h("div", { class: "divider", role: "separator", "aria-orientation": "vertical", "aria-label": "Width of the document", tabindex: "0", "aria-valuemin": "25", "aria-valuemax": "75", "aria-valuenow": "50" });
    append(root, [
      h("header", { class: "bar" }, h("a", { class: "mark-name", href: location.pathname, onclick: (event) => { event.preventDefault(); this.go("ask"); } }, "why", h("b", {}, "listed")),
        this.nav, this.index, button("Light or dark", () => this.theme(1), { icon: "theme", quiet: true })),
      h("div", { class: "panes" }, this.main, this.divider, reader.build()),
      h("div", { class: "toasts", role: "status", "aria-live": "polite" }),
    ]);
    Object.assign(views, { ask, entities, screen: screening, cases, watch: watching, changes, sources, history: past });
    for (const [name] of VIEWS) this.main.append(views[name].build());
    this.theme(0);
    this.drag();
    document.addEventListener("keydown", (event) => this.key(event));
    document.addEventListener("click", (event) => root.querySelectorAll("details.menu[open]").forEach((menu) => menu.contains(event.target) || (menu.open = false)));
    addEventListener("popstate", () => this.follow());
  },

  async hello() {
    state.about = await call("hello");
    const { counts, empty } = state.about;
    fill(this.index, empty ? "Empty index" : `${plural(counts.documents, "document")} · generation ${state.about.generation}`);
    filters.draw();
  },

  go(name, params = {}) {
    setAddress({ view: name === "ask" ? null : name, name: null, case: null, q: name === "ask" ? address().q : null, ...params });
    this.show(name);
  },

  show(name) {
    state.view = Object.hasOwn(views, name) ? name : "ask";
    for (const [each] of VIEWS) views[each].view.hidden = each !== state.view;
    this.nav.querySelectorAll(".tab").forEach((tab) => tab.toggleAttribute("aria-current", false));
    this.nav.querySelector(`[data-view=${state.view}]`).setAttribute("aria-current", "page");
    attempt(() => views[state.view].enter(address()))();
  },

  // Goes where the address says: at the start, and when the browser's back and forward are used.
  async follow(first = false) {
    const at = address();
    this.show(at.view || "ask");
    if (at.doc) {
      const place = { doc: at.doc, start: Number(at.start) || 0, end: Number(at.end) || 0 };
      const now = reader.place;
      if (!now || now.doc !== place.doc || now.start !== place.start || now.end !== place.end) reader.open({ ...place, marks: now ? now.marks : [] });
    } else if (reader.place) reader.close();
    if (!first || state.view !== "ask") return;
    // A conversation of one's own is reopened as it was; for anybody else the question is asked.
    if (at.conversation && (await attempt(() => past.reopen(at.conversation, true))())) return;
    if (at.q) ask.send(at.q);
  },

  key(event) {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key === "Escape") {
      const menu = root.querySelector("details.menu[open]");
      if (menu) menu.open = false;
      else if (typing && typing === reader.field && typing.value) (typing.value = ""), reader.search(0);
      else if (reader.place && !reader.pane.hidden) reader.close();
      return;
    }
    if (typing || event.metaKey || event.ctrlKey || event.altKey) return;
    if (reader.place && event.key === "n") reader.step(1);
    else if (reader.place && event.key === "p") reader.step(-1);
    else if (event.key === "/") (reader.place ? reader.field : views[state.view].field || ask.field).focus();
    else return;
    event.preventDefault();
  },

  theme(by) {
    const kept = localStorage.getItem("whylisted.theme");
    const at = Math.max(0, THEMES.indexOf(kept));
    const dark = matchMedia("(prefers-color-scheme: dark)").matches;
    // From "auto" the first click goes to what is not seen now.
    const to = !by ? THEMES[at] : THEMES[at] === "auto" ? (dark ? "light" : "dark") : "auto";
    localStorage.setItem("whylisted.theme", to);
    document.documentElement.dataset.wlTheme = to;
    if (by) toast(to === "auto" ? "Colours follow the system." : `Colours: ${to}.`);
  },

  drag() {
    const set = (share) => {
      const kept = Math.min(75, Math.max(25, share));
      root.style.setProperty("--reader", kept + "%");
      this.divider.setAttribute("aria-valuenow", String(Math.round(kept)));
      localStorage.setItem("whylisted.reader", String(kept));
    };
    set(Number(localStorage.getItem("whylisted.reader")) || 50);
    this.divider.addEventListener("pointerdown", (event) => {
      this.divider.setPointerCapture(event.pointerId);
      const move = (moved) => set(100 - (moved.clientX / innerWidth) * 100);
      this.divider.addEventListener("pointermove", move);
      this.divider.addEventListener("pointerup", () => this.divider.removeEventListener("pointermove", move), { once: true });
    });
    this.divider.addEventListener("keydown", (event) => {
      const now = Number(this.divider.getAttribute("aria-valuenow"));
      if (event.key === "ArrowLeft") set(now + 5);
      if (event.key === "ArrowRight") set(now - 5);
    });
  },
};

shell.build();
shell.hello().then(
  () => (root.classList.add("ready"), shell.follow(true)),
  (error) => fill(shell.main, h("div", { class: "scroll" }, notice(error.message, "problem"))),
);
