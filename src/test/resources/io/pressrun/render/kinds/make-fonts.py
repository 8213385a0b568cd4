import sys
from fontTools import subset
from fontTools.ttLib import TTFont
src = sys.argv[1]
def cut(text):
    o=subset.Options(); o.layout_features=['*']; o.name_IDs=['*']; o.notdef_outline=True; o.hinting=True
    f=subset.load_font(src,o); s=subset.Subsetter(o); s.populate(text=text); s.subset(f); return f
text=''.join(chr(c) for c in range(0x20,0x7f))+'ÄÖÜäöüßéèêàç'
f=cut(text)
n=f['name']
for r in n.names:
    if r.nameID in (1,4,6,16): n.setName('Pressrun Test' if r.nameID!=6 else 'PressrunTest', r.nameID, r.platformID, r.platEncID, r.langID)
f.save('test.ttf')
f=TTFont('test.ttf'); f.flavor='woff'; f.save('test.woff')
f=TTFont('test.ttf'); f.flavor='woff2'; f.save('test.woff2')
from fontTools.ttLib.woff2 import WOFF2FlavorData
f=TTFont('test.ttf'); f.flavor='woff2'; f.flavorData=WOFF2FlavorData(transformedTables=[]); f.save('plain.woff2')
f=TTFont('test.ttf'); f.flavor='woff2'; f.flavorData=WOFF2FlavorData(transformedTables=['glyf','loca','hmtx']); f.save('metrics.woff2')
# The same outlines as CFF.
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
t=TTFont('test.ttf'); gs=t.getGlyphSet(); order=t.getGlyphOrder()
fb=FontBuilder(t['head'].unitsPerEm,isTTF=False); fb.setupGlyphOrder(order); fb.setupCharacterMap(t.getBestCmap())
cs={}
for g in order:
    p=T2CharStringPen(gs[g].width,gs); gs[g].draw(p); cs[g]=p.getCharString()
fb.setupCFF('PressrunTestCff',{},cs,{})
fb.setupHorizontalMetrics({g:(gs[g].width,0) for g in order}); fb.setupHorizontalHeader(ascent=1800,descent=-400)
fb.setupNameTable({'familyName':'Pressrun Test CFF','styleName':'Regular'}); fb.setupOS2(); fb.setupPost(); 
fb.save('cff.otf'); f=TTFont('cff.otf'); f.flavor='woff2'; f.save('cff.woff2')
