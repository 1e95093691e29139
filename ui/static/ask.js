// Asking: the conversation, the question field, what to try first.

const ask = {
  busy: false,

  build() {
    this.list = h("div", { class: "turns", role: "log", "aria-label": "Conversation", "aria-live": "polite" });
    this.field = h("textarea", {
      class: "question-field", rows: "1", maxlength: "20000", placeholder: matchMedia("(max-width: 900px)").matches ? "Ask about a listing…" : "Ask why, by whom, when, with what effect…", "aria-label": "Question",
      oninput: () => this.grow(),
      onkeydown: (event) => {
        if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
          event.preventDefault();
          this.send();
        }
      },
    });
    this.go = button("Ask", () => this.send(), { icon: "send", class: "button primary" });
    this.head = h("div", { class: "view-head" }, h("h1", { class: "sr" }, "Ask"),
      button("New conversation", () => this.start(), { icon: "plus" }), exportMenu(() => ({ conversation: state.conversation }), "Export this conversation"));
    this.view = h("section", { class: "view ask", "aria-label": "Ask" },
      h("div", { class: "scroll" }, this.head, this.list),
      h("div", { class: "asking" }, filters.build(), h("div", { class: "ask-row" }, this.field, this.go)));
    return this.view;
  },

  enter() {
    this.draw();
    this.field.focus({ preventScroll: true });
  },

  grow() {
    this.field.style.height = "auto";
    this.field.style.height = Math.min(this.field.scrollHeight, 180) + "px";
  },

  start() {
    state.turns = [];
    state.conversation = "";
    setAddress({ q: null, conversation: null });
    this.draw();
    this.field.focus();
  },

  draw() {
    this.head.hidden = state.turns.length === 0;
    fill(this.list, state.turns.length ? state.turns.map(drawTurn) : this.welcome());
  },

  welcome() {
    const about = state.about;
    if (about.empty) {
      return h("div", { class: "welcome" },
        h("h1", {}, "This index is empty"),
        h("p", {}, "Add the documents that answers may stand on: news reports, press releases, Federal Register rules, the official lists."),
        h("div", { class: "group" },
          button("Add documents", () => shell.go("sources"), { icon: "plus", class: "button primary" }),
          !about.read_only && button("Index the sample documents", attempt(() => sources.samples()), { icon: "sources" })),
        h("p", { class: "hint" }, "From a terminal: ", h("code", {}, "whylisted add PATH_OR_URL… --index " + about.directory)));
    }
    return h("div", { class: "welcome" },
      h("h1", {}, "Why is a company on a US restricted-party list?"),
      h("p", {}, `Every sentence of an answer cites the passage it stands on, in ${plural(about.counts.documents, "document")}`,
        about.counts.records > 0 && [" with ", plural(about.counts.records, "list record")], ". What these sources do not say is not answered."),
      this.examples());
  },

  // Questions that this index was seen to answer; they may take a moment after the index has changed.
  examples() {
    const box = h("div", { class: "examples" });
    call("suggest").then(({ questions }) => fill(box, questions.map((text) =>
      h("button", { type: "button", class: "example", onclick: () => this.send(text) }, text, icon("send")))), () => {});
    return box;
  },

  // Follow-ups come after the answer, and only if nothing was asked meanwhile.
  async suggest() {
    const turn = state.turns[state.turns.length - 1];
    if (!turn.answer || !turn.answer.answered || turn.answer.suggestions.length) return;
    const { questions } = await call("suggest", { turns: state.turns.filter((t) => !t.problem).map((t) => t.question), filters: state.filters });
    turn.answer.suggestions = questions;
    const box = this.list.lastElementChild && this.list.lastElementChild.querySelector(".next");
    if (box && turn === state.turns[state.turns.length - 1]) box.replaceWith(drawNext(questions));
  },

  async send(text) {
    const question = (text ?? this.field.value).trim();
    if (!question || this.busy) return;
    this.busy = this.go.disabled = true;
    if (text === undefined || text === this.field.value.trim()) {
      this.field.value = "";
      this.grow();
    }
    const turn = { question };
    state.turns.push(turn);
    this.draw();
    this.toEnd();
    try {
      const asked = state.turns.filter((t) => !t.problem).map((t) => t.question);
      const given = await call("ask", { turns: asked, filters: state.filters, conversation: state.conversation });
      Object.assign(turn, given);
      state.conversation = given.conversation;
      setAddress({ q: state.turns[0].question, conversation: state.conversation }, true);
    } catch (error) {
      turn.problem = error.message;
    }
    this.busy = this.go.disabled = false;
    this.draw();
    this.toEnd();
    this.suggest().catch(() => {});
  },

  // The newest question at the top of what is seen, its answer under it.
  toEnd() {
    const last = this.list.lastElementChild;
    if (last && state.turns.length) last.scrollIntoView({ block: "start" });
  },
};
