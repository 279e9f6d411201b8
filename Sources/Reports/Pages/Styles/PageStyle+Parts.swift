extension PageStyle {
  /// Verdicts, the switch of runs, findings, words.
  static let parts = """
    .swatch{width:1.6em;height:.5em;vertical-align:.15em}
    .verdicts{list-style:none;margin:0;padding:0;max-width:64rem}
    .verdict{
      display:grid;grid-template-columns:minmax(9rem,14rem) minmax(0,1fr);gap:0 2rem;
      border-top:1px solid var(--line);padding-block:1rem
    }
    .verdict:first-child{border-top:0;padding-top:0}
    .verdict h3{margin:0;font:600 1rem/1.6 var(--sans);overflow-wrap:anywhere}
    .verdict p{margin:0 0 .4em}
    .verdict .state{font-weight:600}
    .score{font:400 .875rem/1.5 var(--sans);color:var(--soft);margin-left:.6em}
    .next{font:.9375rem/1.5 var(--sans);color:var(--soft)}
    .command{
      display:flex;gap:.75rem;align-items:flex-start;justify-content:space-between;
      background:var(--tint);border-radius:4px;padding:.5rem .75rem;max-width:46rem
    }
    .command code{padding-top:.1rem;min-width:0}
    .command .copy{flex:none}
    .switch{
      position:sticky;top:0;z-index:3;background:var(--ground);display:flex;flex-wrap:wrap;
      gap:.1rem 1.25rem;padding-block:.5rem;border-bottom:1px solid var(--line);
      max-height:34vh;overflow:auto;font:.9375rem/1.5 var(--sans)
    }
    .switch label{position:relative;cursor:pointer;display:inline-block;max-width:100%}
    .switch input{position:absolute;inset:0;opacity:0;margin:0;cursor:pointer}
    .switch span{display:inline-block}
    .switch label>span{padding:.2rem .1rem;border-bottom:3px solid transparent;max-width:100%;
      overflow-wrap:anywhere}
    .switch input:checked+span{border-bottom-color:var(--ink);font-weight:600}
    .switch input:focus-visible+span{outline:3px solid var(--focus);outline-offset:1px;
      border-radius:2px}
    .run>h3{font-size:1.4rem;margin-top:2rem}
    .facts{margin:0;font:.9375rem/1.5 var(--sans)}
    .facts div{display:grid;grid-template-columns:6rem minmax(0,1fr);gap:.75rem}
    .facts dt{color:var(--soft)}
    .facts dd{margin:0;overflow-wrap:anywhere}
    .findings,.findings ul{list-style:none;padding:0}
    .finding{border-left:3px solid var(--state);padding-left:1rem;margin:1rem 0 1.5rem}
    .finding.error{--state:var(--bad)}
    .finding.warning{--state:var(--caution)}
    .finding.note{--state:var(--edge)}
    .severity{font:600 .8125rem/1 var(--sans);color:var(--state)}
    .finding.note>h5 .severity{color:var(--soft)}
    .where{font-weight:400;color:var(--soft)}
    .explains{font:.875rem/1.5 var(--sans);color:var(--soft);margin-bottom:0}
    .label{font:600 .875rem/1.5 var(--sans);margin:.75rem 0 .1rem}
    .finding .remedies,.tried{list-style:disc;padding-left:1.2rem;margin:0}
    .remedies li,.tried li{margin-bottom:.3rem}
    .outcome,.heals{font-weight:600}
    .code code{background:var(--tint);padding:.1em .3em;border-radius:3px}
    details summary{cursor:pointer;font:.875rem/1.5 var(--sans);color:var(--link)}
    details.rule summary{font-size:1rem;padding:.2rem 0}
    .numbers,.words{font:.875rem/1.5 var(--sans);margin:.5rem 0}
    .numbers th,.numbers td{vertical-align:top;padding-right:1rem}
    .numbers tbody th{font-weight:400}
    .numbers td:last-child{color:var(--soft);min-width:8rem}
    details.evidence{overflow-x:auto}
    .words{max-width:none;columns:3 22rem;column-gap:3rem}
    .words div{break-inside:avoid;padding-bottom:.9rem}
    .words dt{font-weight:600}
    .words dd{margin:0}
    .words dd:target{background:var(--tint)}
    @media (max-width:46rem){
      .verdict{grid-template-columns:minmax(0,1fr)}
      .finding{padding-left:.75rem}
      .command{flex-wrap:wrap}
    }
    """
}
