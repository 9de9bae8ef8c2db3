import { createHash } from 'node:crypto';

/** The one style of all pages: no request to anybody else, readable on a phone, visible focus. */
export const STYLE = `
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:flex;flex-direction:column;align-items:center;justify-content:center;
background:#f2f2f2;color:#1b1b1b;font:16px/1.5 "Segoe UI",system-ui,sans-serif}
main{background:#fff;width:100%;max-width:440px;padding:44px;box-shadow:0 2px 6px rgba(0,0,0,.2)}
h1{font-size:24px;font-weight:600;margin:16px 0 12px}
label{display:block;margin:8px 0 4px}
input[type=text],input[type=email],input[type=password]{width:100%;padding:8px 10px;font:inherit;border:1px solid #666}
.buttons{margin-top:24px;display:flex;gap:8px;justify-content:flex-end;flex-wrap:wrap}
button,.button{min-width:108px;min-height:36px;padding:4px 12px;border:0;background:#0067b8;color:#fff;font:inherit;
cursor:pointer;text-align:center;text-decoration:none}
button.plain{background:#ddd;color:#000}
button.tile{width:100%;text-align:left;background:#fff;color:#1b1b1b;border:1px solid #bbb;margin:4px 0;padding:10px}
:focus-visible{outline:2px solid #000;outline-offset:2px}
.error{color:#c50f1f;margin:8px 0}
.facts{font-size:13px;color:#444;overflow-wrap:anywhere}
.name{overflow-wrap:anywhere}
a{color:#0060ad}
footer{font-size:12px;color:#555;margin:12px}
@media(max-width:600px){body{background:#fff;justify-content:flex-start}main{padding:24px;box-shadow:none}}
`;

/** The one script of all pages: posts a form that a page holds for another site. The button does the same. */
export const SCRIPT = 'document.forms[0].submit()';

export const STYLE_HASH = hashOf(STYLE);
export const SCRIPT_HASH = hashOf(SCRIPT);

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
