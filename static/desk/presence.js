/* Says now and then that this form is still open, and shows who else has it open. Nothing depends on it. */
"use strict";

document.addEventListener("DOMContentLoaded", () => {
    const place = document.querySelector(".desk-presence");
    if (!place) {
        return;
    }
    const EVERY = 30000;
    const said = (name) => {
        const data = new FormData();
        data.append("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
        data.append(name, "1");
        return data;
    };
    const show = (others) => {
        place.replaceChildren(...others.map((words) => {
            const line = document.createElement("p");
            line.textContent = words;
            return line;
        }));
    };
    const ask = async () => {
        if (document.visibilityState === "hidden") {
            return;
        }
        try {
            const answer = await fetch(place.dataset.address, {method: "POST", body: said("la")});
            if (answer.ok && !answer.redirected) {
                show((await answer.json()).others);
            }
        } catch {
            // away from the network: the next time will do
        }
    };
    setInterval(ask, EVERY);
    window.addEventListener("pageshow", (event) => { if (event.persisted) { ask(); } });
    window.addEventListener("pagehide", () => navigator.sendBeacon(place.dataset.address, said("partie")));
});
