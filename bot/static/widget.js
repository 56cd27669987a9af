/* The talk on a web page: one script tag opens a web component that speaks the API of the contract (section 2).
   Attributes: data-open (open at once), data-in (put it in this element), data-api (where the API is), data-titel. */
(() => {
  "use strict";
  const script = document.currentScript;
  const home = new URL(script.src).origin;
  const api = (script.dataset.api || home) + "/api/v1";
  const KEPT = "startgesprek";
  // Always at hand, and those behind "Meer".
  const MOVES = [
    ["overslaan", "Overslaan"],
    ["begrijp_niet", "Ik snap het niet"],
  ];
  const MORE_MOVES = [
    ["vraag_waarom", "Waarom vraag je dit?"],
    ["terug", "Vorige vraag"],
    ["samenvatting_tonen", "Wat weet je al?"],
    ["wie_ziet_dit", "Wie ziet dit?"],
    ["mens_spreken", "Mens spreken"],
    ["pauze", "Pauze"],
    ["stop", "Stoppen"],
    ["verwijder", "Alles verwijderen"],
  ];

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
      this.field = element("textarea", { id: "veld", rows: "1", maxlength: "20000", autocomplete: "off" });
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
      const more = element("details", {}, element("summary", {}, "Meer"));
      const press = ([move, words]) => element("button", { type: "button", onclick: () => { more.open = false; this.send({ keuze: move }, words); } }, words);
      more.append(element("div", {}, ...MORE_MOVES.map(press)));
      this.moves = element("div", { class: "moves", role: "group", "aria-label": "Hulp bij het gesprek" }, ...MOVES.map(press), more);
      this.scroll = element("div", { class: "scroll", tabindex: "0" }, this.log, this.replies);
      const header = element("header", {}, element("h2", {}, title, element("span", {}, "Je praat met een computer, niet met een mens")));
      this.panel = element("section", { class: fixed ? "panel" : "panel floating", "aria-label": title, lang: "nl" }, header, this.far, this.scroll, this.trouble, this.form, this.moves);
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
        const questions = await this.call("GET", "/vragen");
        this.multiple = new Set(questions.vragen.filter((question) => question.meer).map((question) => question.id));
        const kept = JSON.parse(localStorage.getItem(KEPT) || "null");
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
        const begun = await this.call("POST", "/gesprekken", { kanaal: "web", uitnodiging: null });
        this.key = { id: begun.id, token: begun.token };
        localStorage.setItem(KEPT, JSON.stringify(this.key));
        this.receive(begun);
      } catch (failure) {
        this.fail(failure, () => this.start());
      }
    }

    submit(event) {
      event.preventDefault();
      const text = this.field.value.trim();
      if (!text) return;
      this.field.value = "";
      this.send({ tekst: text }, text);
    }

    /* One message; when it fails it is sent again with the same id, so it can't count twice. */
    async send(content, words) {
      if (this.busy) return;
      this.busy = true;
      this.replies.replaceChildren();
      this.add(words, "client");
      const body = { bericht_id: newId(), ...content };
      const attempt = async () => {
        this.trouble.replaceChildren();
        try {
          this.receive(await this.call("POST", `/gesprekken/${this.key.id}/berichten`, body));
          this.busy = false;
        } catch (failure) {
          this.fail(failure, attempt);
        }
      };
      await attempt();
      this.field.focus();
    }

    receive(answer) {
      for (const message of answer.berichten) this.add(message.tekst, "bot " + message.soort);
      this.after(answer, answer.berichten);
    }

    after(answer, messages) {
      const { gedaan, totaal } = answer.voortgang;
      this.far.hidden = false;
      this.far.replaceChildren(`Vraag ${Math.min(gedaan + 1, totaal)} van ongeveer ${totaal}`, element("progress", { max: totaal, value: gedaan, "aria-label": "Hoe ver je bent" }));
      const last = messages.filter((message) => message.keuzes.length).slice(-1)[0];
      if (last) this.offer(last);
      if (answer.status === "afgerond") {
        this.far.replaceChildren("Klaar. Dank je wel.");
        localStorage.removeItem(KEPT);
      }
    }

    /* Quick replies: one press answers; where more may be chosen, presses mark and a last button sends them. */
    offer(message) {
      const several = this.multiple.has(message.vraag);
      const chosen = new Map();
      const done = element("button", { type: "button", class: "send", disabled: "", onclick: () => this.send({ keuze: [...chosen.keys()].join(",") }, [...chosen.values()].join(", ")) }, "Klaar");
      const buttons = message.keuzes.map(({ titel, waarde }) => {
        const button = element("button", { type: "button" }, titel);
        button.addEventListener("click", () => {
          if (!several) return this.send({ keuze: waarde }, titel);
          if (!chosen.delete(waarde)) chosen.set(waarde, titel);
          button.setAttribute("aria-pressed", String(chosen.has(waarde)));
          done.disabled = chosen.size === 0;
        });
        if (several) button.setAttribute("aria-pressed", "false");
        return button;
      });
      this.replies.classList.toggle("scale", message.keuzes.every(({ waarde }) => /^\d+$/.test(waarde)));
      this.replies.replaceChildren(...buttons, ...(several ? [done] : []));
      this.showLast();
    }

    add(text, kind) {
      const who = kind === "client" ? "Jij: " : "Assistent: ";
      this.log.append(element("p", { class: kind }, element("span", { class: "name" }, who), text));
      this.showLast();
    }

    /* What was said last comes into view from its beginning, with the replies to it below. */
    showLast() {
      const said = [...this.log.children];
      const own = said.findLastIndex((line) => line.classList.contains("client"));
      const first = said[own + 1] || said[own];
      this.scroll.scrollTop = Math.max(0, Math.min(first.offsetTop - this.scroll.offsetTop - 12, this.scroll.scrollHeight));
    }

    fail(failure, again) {
      const words = failure.detail || "Er is geen verbinding. Je antwoord is niet weg.";
      const retry = element("button", { type: "button", onclick: () => { this.trouble.replaceChildren(); again(); } }, "Probeer opnieuw");
      this.trouble.replaceChildren(words + " ", ...(failure.status && failure.status < 500 && failure.status !== 429 ? [] : [retry]));
      if (failure.status && failure.status < 500 && failure.status !== 429) this.busy = false;
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
