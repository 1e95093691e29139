// Watch: parties that are screened again whenever documents are added, and what changed for them; the same as an Atom feed.

const WHAT = { "new hit": "removed", "hit gone": "added", "record changed": "changed" }; // colours: a new hit is what alarms

const watching = {
  words: "",

  build() {
    this.field = h("input", { type: "search", class: "field", placeholder: "Search the watched parties", "aria-label": "Search the watched parties", maxlength: "300",
      oninput: () => (clearTimeout(this.timer), (this.timer = setTimeout(attempt(() => ((this.words = this.field.value), this.load())), 200))) });
    this.intake = h("div", { class: "adding" });
    this.head = h("div", { class: "controls" });
    this.work = h("div", { class: "work", "aria-live": "polite" });
    this.news = h("section", { "aria-label": "What changed" });
    this.list = h("section", { "aria-label": "Watched parties" });
    this.view = h("section", { class: "view watch", "aria-label": "Watch", hidden: true }, h("div", { class: "scroll" }, h("h1", {}, "Watch list"), this.intake, this.head, this.work, this.news, this.list));
    return this.view;
  },

  async enter() {
    if (!this.intake.firstChild && !state.about.read_only) this.adding();
    fill(this.work);
    await this.load();
  },

  adding() {
    const form = h("form", { class: "add-row", "aria-label": "Watch a party", onsubmit: attempt(async (event) => {
      event.preventDefault();
      const { name, country, id } = valuesOf(form);
      await this.added(await call("watch_add", { party: { name, country, id } }));
      form.reset();
    }) }, labelled("Party", line("name", { required: true })), labelled("Country", line("country")), labelled("Id", line("id", { placeholder: "its name", maxlength: "200" })), h("button", { class: "button" }, icon("plus"), "Watch"));
    const file = h("input", { type: "file", accept: SCREENED, class: "sr", id: "wl-watch", onchange: attempt(() => this.take(file)) });
    const drop = h("label", { class: "drop", for: "wl-watch", ondragover: (event) => event.preventDefault(), ondrop: attempt((event) => (event.preventDefault(), this.send(event.dataTransfer.files[0]))) },
      icon("plus"), h("span", {}, h("b", {}, "Choose a file"), " of parties or drop it here"), h("small", {}, "CSV, XLSX or JSON lines, as on the page Screen. Parties whose id is watched already take its place."));
    fill(this.intake, form, file, drop);
  },

  async take(input) {
    const [file] = input.files;
    input.value = "";
    await this.send(file);
  },

  async send(file) {
    if (file) await this.added(await call("watch_add", await givenFile(file)));
  },

  async added(made) {
    await this.load();
    fill(this.work, h("div", { class: "notice done" }, `${made.new.toLocaleString("en")} new, ${made.changed.toLocaleString("en")} changed, ${made.same.toLocaleString("en")} as they were.`, made.new + made.changed > 0 && " Screen the list to see what is found for them."),
      made.refused.length > 0 && h("div", { class: "notice problem", role: "alert" }, h("ul", {}, made.refused.map((text) => h("li", {}, text)))));
  },

  async load() {
    const words = this.words;
    const found = await call("watch", { words });
    if (words !== this.words) return;
    const last = found.last ? `Screened last on ${new Date(found.last).toLocaleString()}, generation ${found.generation}.` : found.all ? "Not screened yet." : "";
    const feed = h("a", { class: "button", href: new URL(`.${found.feed}`, new URL(location.pathname.replace(/\/?$/, "/"), location.origin)).href, target: "_blank", rel: "noopener" }, icon("out"), "Atom feed");
    fill(this.head, !state.about.read_only && button("Screen the list now", () => this.run(), { icon: "screen", class: "button primary", disabled: !found.all }), feed, h("span", { class: "where" }, last));
    this.drawNews(found);
    this.drawList(found);
  },

  drawNews(found) {
    fill(this.news, h("h2", { class: "label" }, "What changed"), !found.changes.length && notice(found.last ? "Nothing changed for these parties in the last runs." : "The list is screened again whenever documents are added; what changes is told here."),
      found.changes.map((change) => h("details", { class: "more card change" },
        h("summary", {}, h("b", { class: `what ${WHAT[change.what]}` }, change.what), " ", h("span", { dir: "auto" }, change.name), " – ", h("span", { dir: "auto" }, change.hit.entity), h("small", {}, ` ${new Date(change.at).toLocaleString()}`)),
        change.details.map((text) => h("p", { dir: "auto" }, text)), change.was.length > 0 && h("div", {}, h("h3", { class: "label" }, "The row before"), drawQuotes(change.was)),
        h("h3", { class: "label" }, change.what === "hit gone" ? "The row as it was" : "The row now"), drawQuotes(change.hit.citations),
        !state.about.read_only && h("div", { class: "group" }, button("Open a case", () => cases.start({ party: found.parties.find((p) => p.id === change.id)?.party || { name: change.name } }), { icon: "cases" })))),
      found.more > 0 && notice(`and ${plural(found.more, "more change")}, in the feed and the command`));
  },

  drawList(found) {
    const columns = ["Id", "Party", "Best listed party", "Decision", "Score", ""];
    const take = (party) => attempt(async () => (await call("watch_remove", { ids: [party.id] }), await this.load(), toast("Taken off the list.")));
    const line = (party) => h("tr", {}, h("td", { class: "id" }, party.shown), h("td", { class: "doc", dir: "auto" }, party.name, party.country && h("small", {}, party.country)),
      h("td", { class: "doc" }, party.best || (party.screened ? "no listed name is like it" : "not screened yet"), party.list && h("small", {}, party.list, party.hits > 1 && ` and ${plural(party.hits - 1, "more listed row")}`)),
      h("td", {}, party.screened && badge(party.decision, Object.fromEntries(DECISIONS)[party.decision])), h("td", { class: "number" }, party.hits ? party.score.toFixed(3) : "–"),
      h("td", {}, !state.about.read_only && button(`Take ${party.shown} off the list`, take(party), { icon: "trash", quiet: true })));
    fill(this.list, h("h2", { class: "label" }, found.fitting === found.all ? plural(found.all, "watched party", "watched parties") : `${found.fitting.toLocaleString("en")} of ${plural(found.all, "watched party", "watched parties")}`),
      found.all > 0 && h("div", { class: "controls" }, this.field),
      found.parties.length > 0 && h("div", { class: "wide", tabindex: "0", role: "region", "aria-label": "Table of watched parties" }, h("table", { class: "screening" }, h("thead", {}, h("tr", {}, columns.map((title) => h("th", { scope: "col", class: title === "Score" ? "number" : null }, title || h("span", { class: "sr" }, "Take off"))))), h("tbody", {}, found.parties.map(line)))),
      found.fitting > found.parties.length && notice(`The first ${found.parties.length.toLocaleString("en")} are shown: search for the others.`));
  },

  async run() {
    fill(this.work, sources.progress("Screening the watch list", 0, 0));
    try {
      const { job } = await call("watch_run");
      for (;;) {
        const now = await call("watch_job", { id: job });
        if (now.problem) throw new Error(now.problem);
        if (now.done) {
          await this.load();
          fill(this.work, h("div", { class: "notice done" }, now.changes ? `Changed: ${now.changes}.` : "Nothing changed."));
          return;
        }
        await new Promise((go) => setTimeout(go, 300));
      }
    } catch (error) {
      fill(this.work, notice(error.message, "problem"));
    }
  },
};
