import sys
from fontTools import subset
RANGES={'latin':range(0x20,0x100),'latin-ext':range(0x100,0x180),'greek':range(0x370,0x400),'cyrillic':range(0x400,0x460)}
def cut(source, name, characters):
    o=subset.Options(); o.name_IDs=['*']; o.layout_features=['kern']; o.hinting=False; o.notdef_outline=True; o.flavor='woff2'
    f=subset.load_font(source,o); s=subset.Subsetter(o); s.populate(unicodes=characters); s.subset(f)
    for r in f['name'].names:
        if r.nameID in (1,4,16): f['name'].setName('Pressrun '+name, r.nameID, r.platformID, r.platEncID, r.langID)
        if r.nameID==6: f['name'].setName('Pressrun-'+name, 6, r.platformID, r.platEncID, r.langID)
    subset.save_font(f,'subset-'+name+'.woff2',o)
for weight, source in (('400',sys.argv[1]),('700',sys.argv[2])):
    for script, characters in RANGES.items():
        cut(source, script+'-'+weight, characters)
