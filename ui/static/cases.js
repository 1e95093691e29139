// Cases: what was decided about a party, why and by whom, and what it stood on; a second review by another person; a sealed export.

const STANDINGS = [["open", "part"], ["decided", ""], ["confirmed", "official"], ["disputed", "no"]];
const standing = (name) => badge(name, Object.fromEntries(STANDINGS)[name]);

const cases = {
  asked: { standing: "", words: "" },

  build() {
    this.field = h("input", { type: "search", class: "field", placeholder: "Search parties and ids", "aria-label": "Search the cases", maxlength: "300",
      oninput: () => (clearTimeout(this.timer), (this.timer = setTimeout(attempt(() => this.change({ words: this.field.value })), 200))) });
    this.chips = h("div", { class: "group", role: "group", "aria-label": "How far they are" });
    this.list = h("div", { class: "past" });
    this.overview = h("div", {}, h("div", { class: "controls" }, this.chips, this.field, button("Open a case", () => this.start({}), { icon: "plus", "data-writes": true })), this.list);
    this.detail = h("div", { class: "case" });
    this.view = h("section", { class: "view cases", "aria-label": "Cases", hidden: true }, h("div", { class: "scroll" }, h("h1", {}, "Cases"), this.overview, this.detail));
    return this.view;
  },

  async enter(at) {
    this.overview.hidden = Boolean(at.case);
    this.overview.querySelector("[data-writes]").hidden = state.about.read_only;
    fill(this.detail);
    if (at.case) this.show(await call("case", { id: at.case }));
    else await this.load();
  },

  change(asked) {
    Object.assign(this.asked, asked);
    return this.load();
  },

  async load() {
    const asked = { ...this.asked };
    const found = await call("cases", asked);
    if (asked.words !== this.asked.words || asked.standing !== this.asked.standing) return;
    const chip = (name) => h("button", { type: "button", class: "button", "aria-pressed": String(asked.standing === name), onclick: attempt(() => this.change({ standing: name })) }, name ? standing(name) : "all");
    fill(this.chips, chip(""), STANDINGS.map(([name]) => chip(name)));
    fill(this.list,
      h("p", { class: "count", role: "status" }, found.all === found.fitting ? plural(found.all, "case") : `${found.fitting.toLocaleString("en")} of ${plural(found.all, "case")}`),
      found.cases.map((one) => h("button", { type: "button", class: "result", onclick: () => shell.go("cases", { case: one.id }) },
        h("strong", { dir: "auto" }, one.name), h("span", { class: "match" }, standing(one.standing)),
        h("span", { class: "detail" }, one.decision ? `${one.decision}, by ${one.decided_by} on ${one.decided.slice(0, 10)}` : "not decided yet", one.second && !one.reviewed_by && ` · ${one.second} is asked for a second review`),
        h("span", { class: "stamp" }, `${one.id} · opened on ${one.opened.slice(0, 10)} by ${one.opened_by}`))),
      !found.all && notice("No case yet. Open one here, from a listed party on the page Screen, or from an answer."),
      found.fitting > found.cases.length && notice(`The newest ${found.cases.length.toLocaleString("en")} are shown: search for the others.`));
  },

  // Opens a case about a party that is typed here, about a row of a screening, or with answers.
  start({ party = {}, answers = [], screening = null, about = "" }) {
    const from = screening ? h("p", { dir: "auto" }, about) : [
      labelled("Party", line("name", { required: true, value: party.name || "" }), "It is screened against every list, and what is found is kept with the case."),
      h("div", { class: "two" }, labelled("Country", line("country", { value: party.country || "" })), labelled("Number", line("identifier", { placeholder: "tax, registration, LEI, IMO", value: (party.identifiers || [])[0] || "" })))];
    const form = h("form", { class: "form", onsubmit: attempt(async (event) => {
      event.preventDefault();
      const { name, country, identifier, note, by } = valuesOf(form);
      const who = screening ? { screening } : { party: { ...party, name, country, identifiers: identifier ? [identifier, ...(party.identifiers || []).slice(1)] : [] } };
      const made = await call("case_open", { ...who, answers, note, by });
      box.close();
      shell.go("cases", { case: made.id });
    }) }, from, answers.length > 0 && h("p", {}, "The answer is kept with the case, with its quotations."),
      labelled("Note", h("textarea", { class: "field", name: "note", rows: "3", maxlength: "10000" })), personField("Opened by"),
      h("div", { class: "group end" }, button("Cancel", () => box.close()), h("button", { class: "button primary" }, "Open the case")));
    const box = h("dialog", { class: "box wide-box", "aria-label": "Open a case" }, h("h2", {}, "Open a case"), form);
    root.append(box);
    box.addEventListener("close", () => box.remove());
    box.showModal();
  },

  show(one) {
    const export_ = attempt(async () => {
      const made = await call("case_export", { id: one.id });
      saveFile(made);
      toast(`Sealed. SHA-256 of page and data: ${made.sha256}`);
    });
    fill(this.detail,
      h("div", { class: "group" }, button("All cases", () => shell.go("cases"), { icon: "left" }), button("Export, sealed", export_, { icon: "save" }), button("Copy link", () => (copy(linkTo({ view: "cases", case: one.id })), toast("Link copied.")), { icon: "link", quiet: true })),
      h("header", { class: "entity-head" }, h("h2", { dir: "auto" }, one.name, " ", standing(one.standing)), h("p", { class: "detail" }, `Case ${one.id}: ${one.said}`, one.decision && h("b", {}, ` (${one.decision})`))),
      this.party(one.party), this.history(one),
      !state.about.read_only && h("div", { class: "forms" }, this.decide(one), one.decided_number > 0 && this.review(one)),
      this.basis(one));
  },

  party(party) {
    const cells = [["Id", party.id], ["Other names", party.aliases.join("; ")], ["Country", party.country], ["Numbers", party.identifiers.join("; ")], ["Born", party.birth], ["Address", party.address]].filter(([, value]) => value);
    return cells.length > 0 && h("section", { class: "card record", "aria-label": "Party" }, h("dl", {}, cells.map(([title, value]) => [h("dt", {}, title), h("dd", { dir: "auto" }, value)])));
  },

  history: (one) => h("section", {}, h("h3", { class: "label" }, "History"), h("ol", { class: "steps", start: "0" }, one.history.map((step) => h("li", { value: String(step.n) },
    h("p", {}, h("span", { class: "day" }, step.day), " ", h("b", {}, step.by), " ", step.said), step.reason && h("blockquote", { dir: "auto" }, step.reason))))),

  decide(one) {
    const second = one.users.length ? h("select", { class: "field", name: "second" }, h("option", { value: "" }, "nobody yet"), one.users.map((name) => h("option", { value: name }, name))) : line("second", { maxlength: "200" });
    const form = h("form", { class: "form card", "aria-label": "Decide", onsubmit: attempt(async (event) => {
      event.preventDefault();
      this.show(await call("case_decide", { id: one.id, ...valuesOf(form), again: form.elements.again.checked }));
      toast("Decided. What was decided before stays in the history.");
    }) }, h("h3", {}, one.decision ? "Decide anew" : "Decide"),
      radios("Decision", "decision", one.decisions.map((name) => [name, name])),
      labelled("Reason", h("textarea", { class: "field", name: "reason", rows: "3", required: true, maxlength: "10000" })),
      personField("Decided by"), labelled("Second reviewer", second, "Another person, who is asked to look at it."),
      h("label", {}, h("input", { type: "checkbox", name: "again" }), " screen and ask again first, and stand on that"),
      h("div", { class: "group" }, h("button", { class: "button primary" }, "Keep the decision")));
    return form;
  },

  review(one) {
    if (state.about.user && state.about.user === one.decided_by) return h("section", { class: "card", "aria-label": "Second review" }, h("h3", {}, "Second review"), h("p", {}, "You decided this case: another person reviews it."));
    const form = h("form", { class: "form card", "aria-label": "Second review", onsubmit: attempt(async (event) => {
      event.preventDefault();
      const { agrees, ...rest } = valuesOf(form);
      this.show(await call("case_review", { id: one.id, ...rest, agrees: agrees === "yes", of: one.decided_number }));
      toast("The review is kept.");
    }) }, h("h3", {}, "Second review"),
      radios(`Of the decision “${one.decision}” by ${one.decided_by}`, "agrees", [["yes", "confirmed"], ["no", "not confirmed"]]),
      labelled("Reason of the review", h("textarea", { class: "field", name: "reason", rows: "3", maxlength: "10000" }), "Needed where it is not confirmed."), personField("Reviewed by"),
      h("div", { class: "group" }, h("button", { class: "button primary" }, "Keep the review")));
    return form;
  },

  basis: (one) => [
    h("section", {}, h("h3", { class: "label" }, `Listed parties that it may be, screened on ${one.screened}`),
      one.hits.length ? one.hits.map((hit) => drawHit(hit)) : notice("No listed name is like this one."), one.more > 0 && notice(`and ${plural(one.more, "more listed row")}`)),
    one.answers.length > 0 && h("section", {}, h("h3", { class: "label" }, "Questions and answers"), one.answers.map((answer) => h("article", { class: "turn", "aria-label": answer.question }, h("h4", { class: "question", dir: "auto" }, answer.question), h("div", { class: "answer" + (answer.answered ? "" : " declined") }, drawSaid(answer))))),
    h("section", {}, h("h3", { class: "label" }, "Lists as they were"), one.lists.length ? h("div", { class: "wide", tabindex: "0", role: "region", "aria-label": "Lists as they were" }, h("table", {},
      h("thead", {}, h("tr", {}, ["List", "Authority", "Shows", "Rows", "File", "SHA-256"].map((title) => h("th", { scope: "col" }, title)))),
      h("tbody", {}, one.lists.map((list) => h("tr", {}, h("td", {}, list.name), h("td", {}, list.authority), h("td", { class: "day" }, list.day || "no date"), h("td", { class: "number" }, list.records.toLocaleString("en")), h("td", { class: "doc" }, list.path), h("td", {}, h("code", { title: list.sha256 }, list.sha256.slice(0, 16)))))))) : notice("No list was indexed.")),
  ],
};
