/** The page that leads to a language: the one read last, else the one that the browser asks for. */
import { remembered } from "../shared/preferences.js";

const chosen = remembered("language") || ((navigator.language || "zh").toLowerCase().startsWith("zh") ? "zh" : "en");
location.replace(chosen === "en" ? "en/index.html" : "zh/index.html");
