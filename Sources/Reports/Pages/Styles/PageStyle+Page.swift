extension PageStyle {
  /// Text as in an article: one column of a comfortable width, with room around it.
  static let page = """
    *,*::before,*::after{box-sizing:border-box}
    [hidden]{display:none!important}
    html{-webkit-text-size-adjust:100%;scroll-padding-top:5rem}
    body{
      margin:0;background:var(--ground);color:var(--ink);
      font:1.0625rem/1.6 var(--serif);overflow-wrap:break-word
    }
    header.page,main{max-width:82rem;margin-inline:auto;padding-inline:clamp(1rem,4vw,3rem)}
    header.page{padding-top:clamp(1.5rem,5vw,4rem)}
    main{padding-bottom:6rem}
    main>section{padding-top:3.5rem}
    h1,h2,h3,h4,h5,p,ul,ol,dl{max-width:46rem}
    h1{font-size:clamp(1.7rem,4vw,2.6rem);line-height:1.15;margin:.2em 0 .5em;font-weight:600;
      text-wrap:balance}
    h2{font-size:1.6rem;line-height:1.2;margin:0 0 1.25rem;font-weight:600}
    h3{font-size:1.15rem;margin:2.5rem 0 .5rem}
    h4{font-size:1.05rem;margin:2.25rem 0 .5rem}
    h5{font:600 1rem/1.5 var(--serif);margin:0}
    p{margin:.5em 0}
    .lead{font-size:1.2rem;line-height:1.5}
    .kicker{font:500 .9375rem/1.4 var(--sans);color:var(--soft);margin:0}
    .aside{font:.875rem/1.5 var(--sans);color:var(--soft)}
    a{color:var(--link);text-underline-offset:.15em}
    code{font-family:var(--mono);font-size:.86em;overflow-wrap:anywhere}
    :focus-visible{outline:3px solid var(--focus);outline-offset:2px;border-radius:2px}
    .unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);
      white-space:nowrap}
    .skip{position:absolute;left:-99rem;padding:.5rem 1rem;background:var(--ground);z-index:5}
    .skip:focus{left:0;top:0}
    nav{
      display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;align-items:baseline;margin-top:2rem;
      border-block:1px solid var(--line);padding-block:.6rem;font:.9375rem/1.5 var(--sans)
    }
    nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;list-style:none;margin:0;padding:0}
    nav a{text-decoration:none}
    nav a:hover{text-decoration:underline}
    #theme{margin-left:auto}
    button{
      font:.875rem/1.4 var(--sans);color:var(--link);background:none;border:1px solid var(--edge);
      border-radius:3px;padding:.15rem .6rem;cursor:pointer
    }
    button:hover{background:var(--tint)}
    button[aria-pressed=true]{background:var(--ink);color:var(--ground)}
    a.word{
      color:inherit;text-decoration:underline dotted var(--edge);text-underline-offset:.2em;
      cursor:help
    }
    a.word:hover{text-decoration-color:var(--ink)}
    #meaning{
      position:fixed;margin:0;inset:auto;max-width:min(24rem,calc(100vw - 2rem));
      background:var(--ground);color:var(--ink);border:1px solid var(--edge);border-radius:4px;
      padding:.6rem .9rem;font:.875rem/1.5 var(--sans);z-index:4;
      box-shadow:0 4px 18px rgb(0 0 0/.18)
    }
    #meaning strong{display:block}
    .formula{display:block;margin-top:.3rem;color:var(--soft)}
    .sick{--state:var(--bad)}
    .well{--state:var(--good)}
    .warned{--state:var(--caution)}
    .open{--state:var(--faint)}
    .sign,.state{color:var(--state)}
    @media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
    """
}
