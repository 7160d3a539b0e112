/** The look of the reference page, in both colour schemes. */
export const referenceStyle = `
:root{color-scheme:light dark;--line:#d8dce3;--dim:#5b6472;--back:#fff;--soft:#f4f6f9;--ink:#1a2029;--link:#1b5fc1}
@media(prefers-color-scheme:dark){:root{--line:#323a46;--dim:#a3adbb;--back:#14181e;--soft:#1c222b;--ink:#e7ebf1;--link:#7db2ff}}
*{box-sizing:border-box}html{scroll-behavior:smooth;scroll-padding-top:1rem}
@media(prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
body{margin:0;display:grid;grid-template-columns:19rem minmax(0,1fr);background:var(--back);color:var(--ink);font:15px/1.55 system-ui,sans-serif}
nav{position:sticky;top:0;height:100vh;overflow:auto;padding:1rem;border-right:1px solid var(--line);background:var(--soft);font-size:13px}
nav .home{font-weight:700;font-size:1rem}nav h2{font-size:.75rem;text-transform:uppercase;letter-spacing:.05em;color:var(--dim);margin:1.1rem 0 .3rem}
nav ul{list-style:none;margin:0;padding:0}nav li{padding:.12rem 0;overflow-wrap:anywhere}
main{padding:1.5rem 2rem;max-width:68rem}h1 small{font-size:.9rem;color:var(--dim)}h2{margin-top:2.2rem}
section{border-top:1px solid var(--line);padding:.4rem 0 1rem}h3{font-size:1rem;overflow-wrap:anywhere}h4{margin:.9rem 0 .3rem;font-size:.85rem;color:var(--dim)}
a{color:var(--link);text-decoration:none}a:hover{text-decoration:underline}code{font-family:ui-monospace,monospace;font-size:.9em}
b.get,b.post,b.put,b.delete{font-size:.75rem;letter-spacing:.03em}b.get{color:#1f7a4d}b.post{color:#8a5300}b.put{color:#6b3fa0}b.delete{color:#b3261e}
@media(prefers-color-scheme:dark){b.get{color:#6fd3a0}b.post{color:#f0b45e}b.put{color:#c3a2f5}b.delete{color:#ff9a92}}
table{border-collapse:collapse;width:100%;font-size:13px;margin:.3rem 0}th,td{text-align:left;vertical-align:top;padding:.25rem .6rem .25rem 0;border-bottom:1px solid var(--line);overflow-wrap:anywhere}
th{color:var(--dim);font-weight:600}em{color:var(--dim);font-style:normal;font-size:12px}.type{color:var(--dim);margin:.4rem 0 0;font-size:13px}
.d1{padding-left:1.2rem}.d2{padding-left:2.4rem}.d3{padding-left:3.6rem}.d4{padding-left:4.8rem}details{border-bottom:1px solid var(--line);padding:.25rem 0}summary{cursor:pointer}
@media(max-width:56rem){body{display:block}nav{position:static;height:auto;max-height:40vh}main{padding:1rem}}
`;
