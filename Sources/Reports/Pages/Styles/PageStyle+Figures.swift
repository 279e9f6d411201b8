extension PageStyle {
  /// Pictures, what a reader points at, and what is told of it.
  static let figures = """
    figure{
      margin:3rem 0 0;content-visibility:auto;contain-intrinsic-size:auto 48rem
    }
    figcaption h3,figcaption h4{margin:0 0 .5rem;font:600 .9375rem/1.4 var(--sans);
      color:var(--soft)}
    .stage{overflow-x:auto;position:relative}
    .stage svg{display:block;width:100%;height:auto}
    figcaption .title{font:600 1rem/1.4 var(--sans);margin:0 0 .5rem}
    .full{display:inline-flex;align-items:center;gap:.5rem;min-height:2.25rem;margin-bottom:.25rem;
      font:.875rem/1.4 var(--sans);color:var(--link);cursor:pointer}
    .full input{width:1.25rem;height:1.25rem;margin:0}
    .full:has(:checked)+.stage svg{width:100rem}
    @media (min-width:58.01rem){
      figcaption .title,.full{display:none}
      .full:has(:checked)+.stage svg{width:100%}
    }
    svg text{white-space:pre}
    .pick{pointer-events:none}
    .pick circle{fill:none;stroke:var(--ink);stroke-width:2.5}
    .pick rect{fill:none;stroke:var(--ink);stroke-width:2.5;paint-order:stroke}
    .pick path{stroke:var(--edge);stroke-width:1;stroke-dasharray:3 3}
    #tooltip{
      position:fixed;left:0;top:0;z-index:4;pointer-events:none;max-width:22rem;
      background:var(--ground);color:var(--ink);border:1px solid var(--edge);border-radius:4px;
      padding:.35rem .65rem;font:.8125rem/1.45 var(--sans);font-variant-numeric:tabular-nums;
      box-shadow:0 3px 12px rgb(0 0 0/.16)
    }
    #tooltip b{display:block}
    #tooltip i{display:inline-block;width:.8em;height:.8em;border-radius:50%;margin-right:.4em}
    #tooltip span{display:block;color:var(--soft)}
    """
}
