/* The talk on a web page: one script tag opens a web component that speaks the API of the contract (section 2).
   Attributes: data-open (open at once), data-in (put it in this element), data-api (where the API is), data-titel. */
(() => {
  "use strict";
  const script = document.currentScript;
  const home = new URL(script.src).origin;
  const api = (script.dataset.api || home) + "/api/v1";
  const KEPT = "startgesprek";
  const AT_HAND = 2; // of what a client can always do, this many have a button of their own; the rest stands behind "Meer"

  // A browser may refuse to keep anything; then the talk lasts as long as the page.
  const memory = {
    get() { try { return JSON.parse(localStorage.getItem(KEPT)); } catch { return null; } },
    set(key) { try { localStorage.setItem(KEPT, JSON.stringify(key)); } catch { /* see above */ } },
    clear() { try { localStorage.removeItem(KEPT); } catch { /* see above */ } },
  };

  const element = (name, attributes = {}, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
      else made.setAttribute(key, value);
    }
    made.append(...children);
    return made;
  };

  // crypto.randomUUID exists only on https and localhost.
  const newId = () => {
    if (crypto.randomUUID) return crypto.randomUUID();
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  };

  // An answer that sending again would not change.
  const isRefusal = (failure) => failure.status >= 400 && failure.status < 500 && failure.status !== 429;

  class StartGesprek extends HTMLElement {
    connectedCallback() {
      if (this.shadowRoot) return;
      const root = this.attachShadow({ mode: "open" });
      root.append(element("link", { rel: "stylesheet", href: home + "/static/widget.css" }));
      const title = script.dataset.titel || "Startgesprek";
      const fixed = "open" in script.dataset;
      this.log = element("div", { class: "log", role: "log", "aria-live": "polite", "aria-label": "Gesprek" });
      this.replies = element("div", { class: "replies", role: "group", "aria-label": "Snelle antwoorden" });
      this.far = element("div", { class: "far", hidden: "" });
      this.trouble = element("div", { class: "trouble", role: "alert" });
      this.field = element("textarea", { id: "veld", rows: "1", maxlength: "20000", autocomplete: "off", dir: "auto", placeholder: "Typ je antwoord" });
      this.field.addEventListener("input", () => this.fit());
      this.field.addEventListener("keydown", (event) => {
        if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
          event.preventDefault();
          this.form.requestSubmit();
        }
      });
      this.form = element(
        "form",
        { onsubmit: (event) => this.submit(event) },
        element("label", { for: "veld", class: "name" }, "Je antwoord"),
        this.field,
        element("button", { class: "send", type: "submit" }, "Stuur"),
      );
      this.moves = element("div", { class: "moves", role: "group", "aria-label": "Hulp bij het gesprek" });
      this.scroll = element("div", { class: "scroll", tabindex: "0", "aria-label": "Berichten en antwoorden", role: "region" }, this.log, this.replies);
      this.below = element("button", { class: "below", type: "button", hidden: "", onclick: () => this.showEnd() }, "Lees verder ↓");
      this.scroll.addEventListener("scroll", () => this.markBelow());
      const header = element("header", {}, element(fixed ? "h1" : "h2", {}, title, element("span", {}, "Je praat met een computer, niet met een mens")));
      this.panel = element("section", { class: fixed ? "panel" : "panel floating", "aria-label": title, lang: "nl" }, header, this.far, this.scroll, element("div", { class: "edge" }, this.below), this.trouble, this.form, this.moves);
      new ResizeObserver(() => this.markBelow()).observe(this.scroll);
      root.append(this.panel);
      if (fixed) {
        this.start();
      } else {
        this.panel.hidden = true;
        const launcher = element("button", { class: "launcher", type: "button", onclick: () => this.show(true) }, title);
        header.append(element("button", { type: "button", onclick: () => this.show(false) }, "Sluiten"));
        root.append(launcher);
        this.launcher = launcher;
      }
    }

    show(open) {
      this.panel.hidden = !open;
      this.launcher.hidden = open;
      if (open && !this.started) this.start();
      (open ? this.field : this.launcher).focus();
    }

    /* Go on with the talk that this browser began, or begin one. */
    async start() {
      this.started = true;
      try {
        const catalogue = await this.call("GET", "/vragen");
        this.questions = new Map(catalogue.vragen.map((question) => [question.id, question]));
        this.offerMoves(catalogue.altijd);
        const kept = memory.get();
        if (kept) {
          this.key = kept;
          const talk = await this.call("GET", "/gesprekken/" + kept.id).catch((failure) => {
            if (failure.status !== 404) throw failure;
            return null;
          });
          if (talk) {
            for (const message of talk.berichten) this.add(message.tekst, message.van === "client" ? "client" : "bot " + message.soort);
            this.after(talk, talk.berichten.filter((message) => message.van !== "client").slice(-1));
            return;
          }
        }
        await this.begin();
      } catch (failure) {
        this.fail(failure, () => this.start());
      }
    }

    async begin() {
      this.key = null;
      const begun = await this.call("POST", "/gesprekken", { kanaal: "web", uitnodiging: null });
      this.key = { id: begun.id, token: begun.token };
      memory.set(this.key);
      this.receive(begun);
    }

    /* After an end: the next client on this computer starts with an empty page. */
    async again() {
      memory.clear();
      this.busy = false;
      this.log.replaceChildren();
      this.replies.replaceChildren();
      this.trouble.replaceChildren();
      try {
        await this.begin();
      } catch (failure) {
        this.fail(failure, () => this.again());
      }
    }

    submit(event) {
      event.preventDefault();
      const text = this.field.value.trim();
      if (!text) return;
      this.send({ tekst: text }, text);
    }

    /* One message; when it fails it is sent again with the same id, so it can't count twice. */
    async send(content, words) {
      if (this.busy) return;
      this.busy = true;
      const typed = content.tekst !== undefined;
      const offered = [...this.replies.childNodes];
      if (typed) this.field.value = "";
      this.fit();
      this.replies.replaceChildren();
      const own = this.add(words, "client");
      const body = { bericht_id: newId(), ...content };
      const attempt = async () => {
        this.trouble.replaceChildren();
        this.panel.setAttribute("aria-busy", "true");
        try {
          this.receive(await this.call("POST", `/gesprekken/${this.key.id}/berichten`, body));
          this.busy = false;
          this.rest(typed);
        } catch (failure) {
          if (isRefusal(failure)) {
            own.remove();
            if (typed) this.field.value = content.tekst;
            this.replies.replaceChildren(...offered);
            this.busy = false;
          }
          this.fail(failure, attempt);
        } finally {
          this.panel.removeAttribute("aria-busy");
        }
      };
      await attempt();
    }

    /* Who types stays in the field; who presses buttons gets the next ones, so that no keyboard slides over them. */
    rest(typed) {
      const first = this.replies.querySelector("button");
      if (typed) this.field.focus();
      else if (first) first.focus({ preventScroll: true });
      else if (matchMedia("(pointer: fine)").matches) this.field.focus();
      else this.scroll.focus({ preventScroll: true });
    }

    receive(answer) {
      for (const message of answer.berichten) this.add(message.tekst, "bot " + message.soort);
      this.after(answer, answer.berichten);
    }

    after(answer, messages) {
      const { gedaan, totaal } = answer.voortgang;
      const ended = answer.status === "afgerond" || answer.status === "gestopt";
      const words = { afgerond: "Klaar. Dank je wel.", gestopt: "Dit gesprek is gestopt.", gepauzeerd: "Pauze. Je kunt later verdergaan." }[answer.status];
      this.far.hidden = false;
      this.far.replaceChildren(words || `Vraag ${Math.min(gedaan + 1, totaal)} van ongeveer ${totaal}`);
      if (!ended) this.far.append(element("progress", { max: totaal, value: gedaan, "aria-label": "Hoe ver je bent" }));
      const last = messages.filter((message) => message.keuzes.length).slice(-1)[0];
      if (last) this.offer(last);
      if (answer.status === "afgerond") memory.clear();
      if (ended && !last) this.replies.replaceChildren(element("button", { type: "button", onclick: () => this.again() }, "Nieuw gesprek beginnen"));
      this.showLast();
    }

    /* Quick replies: one press answers; where more may be chosen, presses mark and a last button sends them. */
    offer(message) {
      const question = this.questions.get(message.vraag) || { meer: false, uitleg: {} };
      const chosen = new Map();
      const done = element("button", { type: "button", class: "send", disabled: "", onclick: () => this.send({ keuze: [...chosen.keys()].join(",") }, [...chosen.values()].join(", ")) }, "Klaar met kiezen");
      const buttons = message.keuzes.map(({ titel, waarde }) => {
        const explained = question.uitleg[waarde];
        const button = element("button", { type: "button", ...(explained ? { class: "explained" } : {}) }, titel, ...(explained ? [element("small", {}, explained)] : []));
        button.addEventListener("click", () => {
          if (!question.meer) return this.send({ keuze: waarde }, titel);
          if (!chosen.delete(waarde)) chosen.set(waarde, titel);
          button.setAttribute("aria-pressed", String(chosen.has(waarde)));
          done.disabled = chosen.size === 0;
        });
        if (question.meer) button.setAttribute("aria-pressed", "false");
        return button;
      });
      this.replies.classList.toggle("scale", message.keuzes.every(({ waarde }) => /^\d+$/.test(waarde)));
      this.replies.replaceChildren(...buttons, ...(question.meer ? [done] : []));
    }

    offerMoves(moves) {
      const more = element("details", {}, element("summary", {}, "Meer"));
      const buttons = moves.map(({ titel, waarde }) =>
        element("button", { type: "button", onclick: () => { more.open = false; this.send({ keuze: waarde }, titel); } }, titel));
      more.append(element("div", {}, ...buttons.slice(AT_HAND)));
      more.addEventListener("keydown", (event) => {
        if (event.key !== "Escape") return;
        more.open = false;
        more.firstChild.focus();
      });
      this.moves.replaceChildren(...buttons.slice(0, AT_HAND), more);
    }

    add(text, kind) {
      const who = kind === "client" ? "Jij: " : "Assistent: ";
      const line = element("p", { class: kind }, element("span", { class: "name" }, who), element("span", { dir: "auto" }, text));
      this.log.append(line);
      this.showLast();
      return line;
    }

    /* What was said last comes into view from its beginning, with the replies to it below. */
    showLast() {
      const said = [...this.log.children];
      const own = said.findLastIndex((line) => line.classList.contains("client"));
      const first = said[own + 1] || said[own];
      if (first) this.scroll.scrollTop = Math.max(0, first.offsetTop - this.scroll.offsetTop - 12);
      this.markBelow();
    }

    showEnd() {
      this.scroll.scrollTop = this.scroll.scrollHeight;
      this.scroll.focus({ preventScroll: true });
    }

    markBelow() {
      this.below.hidden = this.scroll.scrollHeight - this.scroll.clientHeight - this.scroll.scrollTop < 24;
    }

    /* The field grows with what is typed, as far as its style allows. */
    fit() {
      this.field.style.height = "auto";
      this.field.style.height = this.field.value ? this.field.scrollHeight + 4 + "px" : "";
    }

    fail(failure, again) {
      const words = failure.detail || "Er is geen verbinding. Je antwoord is niet weg.";
      const gone = failure.status === 404;
      const button = gone ? ["Nieuw gesprek beginnen", () => this.again()] : isRefusal(failure) ? null : ["Probeer opnieuw", again];
      this.trouble.replaceChildren(element("span", {}, words));
      if (button) this.trouble.append(element("button", { type: "button", onclick: () => { this.trouble.replaceChildren(); button[1](); } }, button[0]));
    }

    async call(method, path, body) {
      const headers = { Accept: "application/json" };
      if (body) headers["Content-Type"] = "application/json";
      if (this.key) headers.Authorization = "Bearer " + this.key.token;
      const response = await fetch(api + path, { method, headers, body: body && JSON.stringify(body), credentials: "omit" });
      const answer = await response.json().catch(() => ({}));
      if (!response.ok) throw Object.assign(new Error(), { status: response.status, detail: answer.detail });
      return answer;
    }
  }

  if (customElements.get("start-gesprek")) return; // a second script tag on the page
  customElements.define("start-gesprek", StartGesprek);
  const place = script.dataset.in ? document.querySelector(script.dataset.in) : document.body;
  const add = () => (place || document.body).append(document.createElement("start-gesprek"));
  if (document.body) add(); else document.addEventListener("DOMContentLoaded", add);
})();
