import json, pytest
pytestmark=pytest.mark.django_db
def test_x(version, home):
    p=json.loads((home/'papers'/version.folder/'paper.json').read_text())
    for s in p['sections']:
        print('##',s['heading'])
        for g in s['paragraphs']:
            for x in g['sentences']: print(g['number'],g['kind'],x['kind'],x['text'])
    print(p['annexes']['not_reflected'])
    print(version.drawn_on)
    print([h['name']+'|'+h['label'] for h in p['holders']])
    assert 0
